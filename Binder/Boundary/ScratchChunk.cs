using Binder.Native;

namespace Binder.Boundary;

/// <summary>Memory that stays in place, of which a <see cref="ScratchStack"/> gives out pieces.</summary>
internal readonly struct ScratchChunk
{
    private readonly byte[]? _pinned;
    private readonly LowMemory? _low;

    private ScratchChunk(byte[] pinned) => _pinned = pinned;

    private ScratchChunk(LowMemory low) => _low = low;

    public int Length => _pinned is { } pinned ? pinned.Length : _low!.Length;

    /// <summary>Makes one, uninitialized; false where there is no memory for it.</summary>
    /// <param name="bytes">At least so many.</param>
    /// <param name="isLow">Whether all its addresses are to be below 4 GiB.</param>
    /// <param name="chunk">The chunk.</param>
    public static bool TryMake(int bytes, bool isLow, out ScratchChunk chunk)
    {
        chunk = default;
        try
        {
            if (!isLow)
            {
                chunk = new(GC.AllocateUninitializedArray<byte>(bytes, pinned: true));
                return true;
            }

            if (LowMemory.TryMap(bytes) is { } low)
            {
                chunk = new(low);
                return true;
            }
        }
        catch (OutOfMemoryException)
        {
        }

        return false;
    }

    public Span<byte> Slice(int start, int length) => _pinned is { } pinned ? pinned.AsSpan(start, length) : _low!.Slice(start, length);

    /// <summary>Gives the memory back at once where it is not the garbage collector's.</summary>
    public void Free() => _low?.Free();
}
