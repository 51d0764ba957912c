namespace Binder;

/// <summary>Lends pieces of an arena to the calls of an ABI whose memory it is: of the free places that are large enough the first.</summary>
/// <remarks>For any number of threads. Allocates nothing once as many pieces were lent at a time as ever will be.</remarks>
public sealed class ArenaLender : MemoryLender
{
    private readonly ArenaMemory _arena;
    private readonly UserSlice<UInt128> _all;
    private readonly Lock _lending = new();

    /// <summary>What is lent, as offsets of bytes, in order.</summary>
    private readonly List<Piece> _lent = [];

    /// <summary>Takes the memory that is to be lent out of the arena, for as long as the arena lives.</summary>
    /// <param name="arena">The arena: what <see cref="SyscallAbi.Memory"/> is, or the memory that the kernel reads the calls' addresses in.</param>
    /// <param name="bytes">How many bytes may be lent at a time, rounded up to <see cref="MemoryLender.Alignment"/>.</param>
    /// <exception cref="ArgumentNullException">The arena is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No bytes.</exception>
    /// <exception cref="InsufficientMemoryException">The arena has not so many left.</exception>
    /// <exception cref="ObjectDisposedException">The arena is disposed.</exception>
    public ArenaLender(ArenaMemory arena, int bytes)
    {
        ArgumentNullException.ThrowIfNull(arena);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        _arena = arena;
        _all = arena.Allocate<UInt128>((int)((bytes + (long)Alignment - 1) / Alignment));
    }

    /// <inheritdoc/>
    /// <returns>False where no free place is large enough, or the arena is disposed.</returns>
    public override bool TryLend(int length, out Span<byte> memory, out nuint address)
    {
        memory = default;
        address = 0;
        long size = Math.Max(1, (length + (long)Alignment - 1) / Alignment) * Alignment;
        lock (_lending)
        {
            (int index, long start) = (0, 0L);
            while (index < _lent.Count && _lent[index].Start - start < size)
            {
                start = _lent[index++].End;
            }

            if (((long)_all.Length * Alignment) - start < size || _arena.IsClosed)
            {
                return false;
            }

            _lent.Insert(index, new(start, start + size));
            address = _all.Address + (nuint)start;
        }

        memory = _arena.At(address, length);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">Nothing is lent at the address.</exception>
    public override void TakeBack(nuint address, int length)
    {
        long start = (long)(address - _all.Address);
        lock (_lending)
        {
            for (int i = _lent.Count - 1; i >= 0; i--)
            {
                if (_lent[i].Start == start)
                {
                    _lent.RemoveAt(i);
                    return;
                }
            }
        }

        throw new ArgumentException($"Nothing is lent at 0x{address:x}.", nameof(address));
    }

    private readonly record struct Piece(long Start, long End);
}
