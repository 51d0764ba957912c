using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Native;

namespace Binder.Boundary;

/// <summary>A place in a thread's scratch memory that a call goes back to when it ends.</summary>
internal readonly record struct ScratchMark(int Chunk, int Offset);

/// <summary>
/// Memory of one thread that stays in place, for what a call needs while it runs and what is too large for its stack, or stands where
/// registers cannot name it. It is a stack itself: a nested call takes the next piece, and gives it back when it ends, exceptions included.
/// It goes when its thread has ended.
/// </summary>
/// <param name="isLow">Whether all its addresses are below 4 GiB; else it is pinned memory of the garbage collector.</param>
internal sealed class ScratchStack(bool isLow = false) : CopyStack
{
    private const int FirstChunkBytes = 64 * 1024;
    private const int LargestKeptBytes = 4 * 1024 * 1024;
    private const int Alignment = 16;

    [ThreadStatic]
    private static ScratchStack? t_current;

    [ThreadStatic]
    private static ScratchStack? t_currentLow;

    private readonly List<ScratchChunk> _chunks = [];
    private int _chunk;
    private int _offset;

    /// <summary>The calling thread's own.</summary>
    public static ScratchStack Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? Create();
    }

    /// <summary>The most bytes that a piece may have. Tests lower it, for memory to be short when they need it to be.</summary>
    internal long Most { get; set; } = Array.MaxLength - Alignment;

    /// <summary>Whether this platform has memory to give below 4 GiB; a piece may be refused all the same.</summary>
    public static bool HasLow => LowMemory.IsSupported;

    /// <summary>The calling thread's own below 4 GiB. It holds nothing until the first piece is taken.</summary>
    public static ScratchStack CurrentLow
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_currentLow ?? CreateLow();
    }

    public ScratchMark Mark() => new(_chunk, _offset);

    /// <summary>Takes uninitialized memory that stays in place until the mark taken before it is released.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more to be had.</exception>
    public Span<byte> Take(long bytes) => TryTake(bytes, out Span<byte> piece) ? piece
        : throw new InsufficientMemoryException($"A call needs {bytes} bytes of scratch memory, and they cannot be had.");

    /// <summary>As <see cref="Take"/>; false, and nothing is taken, where there is no more to be had.</summary>
    public bool TryTake(long bytes, out Span<byte> piece)
    {
        piece = default;
        if (bytes > Most)
        {
            return false;
        }

        int size = (int)bytes;
        if (_chunk >= _chunks.Count || _chunks[_chunk].Length - _offset < size)
        {
            if (!TryGoOn(size))
            {
                return false;
            }
        }

        ScratchChunk chunk = _chunks[_chunk];
        int start = _offset;
        _offset = Math.Min(chunk.Length, (start + size + Alignment - 1) & -Alignment);
        piece = chunk.Slice(start, size);
        return true;
    }

    /// <inheritdoc/>
    public override unsafe bool TryTakePlace(long bytes, out Span<byte> piece, out ulong address)
    {
        bool isTaken = TryTake(Math.Max(bytes, 1), out piece);
        address = (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetReference(piece));
        piece = isTaken ? piece[..(int)bytes] : default;
        return isTaken;
    }

    /// <summary>Gives back everything that was taken since the mark.</summary>
    public void Release(ScratchMark mark)
    {
        (_chunk, _offset) = (mark.Chunk, mark.Offset);
        for (int i = _chunks.Count - 1; i > _chunk || (i == _chunk && _offset == 0 && i >= 0); i--)
        {
            if (_chunks[i].Length > LargestKeptBytes)
            {
                _chunks[i].Free();
                _chunks.RemoveAt(i);
            }
        }
    }

    /// <summary>Goes to a place with room for a piece: the next chunk, made larger or new where it has to be.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryGoOn(int size)
    {
        int next = _offset == 0 ? _chunk : _chunk + 1;
        if (next == _chunks.Count || _chunks[next].Length < size)
        {
            if (!ScratchChunk.TryMake(Math.Max(size, FirstChunkBytes), isLow, out ScratchChunk chunk))
            {
                return false;
            }

            if (next == _chunks.Count)
            {
                _chunks.Add(chunk);
            }
            else
            {
                _chunks[next].Free();
                _chunks[next] = chunk;
            }
        }

        (_chunk, _offset) = (next, 0);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ScratchStack Create() => t_current = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ScratchStack CreateLow() => t_currentLow = new(isLow: true);
}
