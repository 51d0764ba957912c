namespace Quickstart;

/// <summary>An open file of <see cref="MemoryKernel"/>: its bytes, and how far they were read.</summary>
internal sealed class MemoryFile(byte[] content)
{
    private int _position;

    /// <summary>Returns how many bytes were read; 0 at the end.</summary>
    public int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, content.Length - _position);
        content.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
