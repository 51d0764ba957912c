using System.Runtime.CompilerServices;

namespace Binder.Boundary;

/// <summary>A place in a thread's scratch memory that a call goes back to when it ends.</summary>
internal readonly record struct ScratchMark(int Chunk, int Offset);

/// <summary>
/// Pinned memory of one thread for what a call needs while it runs and what is too large for its stack. It is a stack
/// itself: a nested call takes the next piece, and gives it back when it ends, exceptions included.
/// </summary>
internal sealed class ScratchStack
{
    private const int FirstChunkBytes = 64 * 1024;
    private const int LargestKeptBytes = 4 * 1024 * 1024;
    private const int Alignment = 16;

    [ThreadStatic]
    private static ScratchStack? t_current;

    private readonly List<byte[]> _chunks = [];
    private int _chunk;
    private int _offset;

    /// <summary>The calling thread's own.</summary>
    public static ScratchStack Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? Create();
    }

    public ScratchMark Mark() => new(_chunk, _offset);

    /// <summary>Takes uninitialized memory that stays in place until the mark taken before it is released.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more to be had.</exception>
    public Span<byte> Take(long bytes)
    {
        if (bytes > Array.MaxLength - Alignment)
        {
            throw new InsufficientMemoryException($"A call needs {bytes} bytes of scratch memory; one piece has {Array.MaxLength} at most.");
        }

        int size = (int)bytes;
        while (true)
        {
            if (_chunk == _chunks.Count)
            {
                _chunks.Add(NewChunk(size));
            }

            byte[] chunk = _chunks[_chunk];
            if (chunk.Length - _offset >= size)
            {
                int start = _offset;
                _offset = Math.Min(chunk.Length, (start + size + Alignment - 1) & -Alignment);
                return chunk.AsSpan(start, size);
            }

            if (_offset == 0)
            {
                _chunks[_chunk] = NewChunk(size);
            }
            else
            {
                _chunk++;
                _offset = 0;
            }
        }
    }

    /// <summary>Gives back everything that was taken since the mark.</summary>
    public void Release(ScratchMark mark)
    {
        (_chunk, _offset) = (mark.Chunk, mark.Offset);
        for (int i = _chunks.Count - 1; i > _chunk || (i == _chunk && _offset == 0 && i >= 0); i--)
        {
            if (_chunks[i].Length > LargestKeptBytes)
            {
                _chunks.RemoveAt(i);
            }
        }
    }

    private static byte[] NewChunk(int size) =>
        GC.AllocateUninitializedArray<byte>(Math.Max(size, FirstChunkBytes), pinned: true);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ScratchStack Create() => t_current = new();
}
