namespace Binder.Kernel;

/// <summary>One block of managed memory under addresses of its own.</summary>
internal sealed class BlockMemory(Memory<byte> block, nuint address) : UserMemory
{
    public override bool TryRead(nuint address, Span<byte> destination)
    {
        if (!Holds(address, destination.Length, out int offset))
        {
            return false;
        }

        block.Span.Slice(offset, destination.Length).CopyTo(destination);
        return true;
    }

    public override bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        if (!Holds(address, source.Length, out int offset))
        {
            return false;
        }

        source.CopyTo(block.Span.Slice(offset, source.Length));
        return true;
    }

    /// <summary>Whether the range lies within the block; an empty one lies everywhere.</summary>
    private bool Holds(nuint first, int length, out int offset)
    {
        nuint distance = first - address;
        bool inside = first >= address && distance <= (nuint)block.Length && (nuint)length <= (nuint)block.Length - distance;
        offset = inside ? (int)distance : 0;
        return inside || length == 0;
    }
}
