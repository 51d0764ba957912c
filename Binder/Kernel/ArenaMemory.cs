using System.Diagnostics.CodeAnalysis;
using Binder.Native;

namespace Binder;

/// <summary>
/// A caller's memory that is a piece of this process's: a kernel reads and writes nothing outside. So a caller who is not trusted is kept in,
/// at less cost than a checked copy of any other address. Its addresses are this process's own, unless it is given others.
/// </summary>
/// <remarks>
/// For any number of threads. Inaccessible pages stand before and after it. The addresses stay mapped for as long as anybody holds the object,
/// disposed or not: who uses them otherwise than through it keeps it.
/// </remarks>
[SuppressMessage("Design", "CA1063:Implement IDisposable Correctly", Justification = "The mapping has a finalizer of its own, and outlives Dispose.")]
public sealed unsafe class ArenaMemory : UserMemory, IDisposable
{
    /// <summary>The bounds of what alignment a type may need: a word, and the widest vector.</summary>
    private const nuint LeastAlignment = 8, MostAlignment = 64;

    private readonly Lock _allocating = new();
    private readonly GuardedMemory _memory;
    private readonly nuint _start;
    private readonly nuint _size;
    private nuint _used;

    /// <summary>Makes an arena, all of it zero, whose addresses are this process's own.</summary>
    /// <param name="size">How many bytes it has.</param>
    /// <exception cref="ArgumentOutOfRangeException">No bytes.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux on x86-64 or arm64. <see cref="UserMemory.Over"/> works there.</exception>
    public ArenaMemory(nuint size)
    {
        ArgumentOutOfRangeException.ThrowIfZero(size);
        _memory = GuardedMemory.Map(size);
        (_start, _size) = ((nuint)_memory.Address, size);
        (DirectStart, DirectSize) = (_start, _size);
    }

    /// <summary>
    /// Makes an arena, all of it zero, under addresses of its own, such as those of a guest, or such as fit into 32 bits. They mean nothing in this process but
    /// through the arena.
    /// </summary>
    /// <param name="size">How many bytes it has.</param>
    /// <param name="address">The address of the first byte: not 0, which is that of nothing, and a multiple of 64.</param>
    /// <exception cref="ArgumentOutOfRangeException">No bytes, no such address, or more bytes than there are addresses behind it.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much memory.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux on x86-64 or arm64. <see cref="UserMemory.Over"/> works there.</exception>
    public ArenaMemory(nuint size, nuint address)
    {
        ArgumentOutOfRangeException.ThrowIfZero(size);
        if (address == 0 || address % MostAlignment != 0 || size > nuint.MaxValue - address)
        {
            throw new ArgumentOutOfRangeException(
                nameof(address), address, $"{size} bytes cannot begin here. Give an address that is not 0, a multiple of {MostAlignment}, and has so many bytes behind it.");
        }

        _memory = GuardedMemory.Map(size);
        (_start, _size) = (address, size);
    }

    /// <inheritdoc/>
    public override bool TryRead(nuint address, Span<byte> destination)
    {
        nuint bytes = (nuint)destination.Length;
        if (bytes == 0)
        {
            return true;
        }

        if (!Holds(address, bytes))
        {
            return false;
        }

        new ReadOnlySpan<byte>(Place(address), destination.Length).CopyTo(destination);
        return !IsClosed;
    }

    /// <inheritdoc/>
    public override bool TryWrite(nuint address, ReadOnlySpan<byte> source)
    {
        nuint bytes = (nuint)source.Length;
        if (bytes == 0)
        {
            return true;
        }

        if (!Holds(address, bytes))
        {
            return false;
        }

        source.CopyTo(new(Place(address), source.Length));
        return !IsClosed;
    }

    /// <summary>Takes a piece of the arena that nobody has yet. It is zero, aligned for the type, and given back only with the arena.</summary>
    /// <typeparam name="T">What it is for.</typeparam>
    /// <param name="length">How many elements.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative <paramref name="length"/>.</exception>
    /// <exception cref="InsufficientMemoryException">The arena has not so many bytes left.</exception>
    /// <exception cref="ObjectDisposedException">The arena is disposed.</exception>
    public UserSlice<T> Allocate<T>(int length)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        nuint alignment = AlignmentOf((nuint)sizeof(T));
        lock (_allocating)
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            nuint start = (_used + alignment - 1) & ~(alignment - 1);
            UInt128 bytes = (UInt128)(uint)length * (uint)sizeof(T);
            if (start + bytes > _size)
            {
                throw new InsufficientMemoryException(
                    $"{length} elements of {sizeof(T)} bytes are more than the {_size - _used} bytes that are left of the arena's {_size}. Make a larger one.");
            }

            _used = start + (nuint)bytes;
            return new(_start + start, (nuint)length);
        }
    }

    /// <summary>
    /// Closes the arena: every access from now on gives false, and its pages go back to the system. Addresses in it stay mapped, as zeroes,
    /// so that nothing faults which still uses them.
    /// </summary>
    public void Dispose()
    {
        lock (_allocating)
        {
            if (!IsClosed)
            {
                IsClosed = true;
                _memory.Discard();
            }
        }
    }

    /// <summary>A piece of the arena in place, for who holds the arena as long as it is used. Once the arena is closed it reads as zero.</summary>
    /// <param name="address">Where it begins, within the arena.</param>
    /// <param name="length">How many bytes it has, all of them within the arena.</param>
    internal Span<byte> At(nuint address, int length) => new(Place(address), length);

    internal override int ReadPart(nuint address, byte* destination, int bytes)
    {
        nuint offset = address - _start;
        if (offset >= _size || IsClosed)
        {
            return 0;
        }

        int readable = (int)nuint.Min((nuint)bytes, _size - offset);
        Buffer.MemoryCopy(Place(address), destination, bytes, readable);
        return IsClosed ? 0 : readable;
    }

    /// <summary>The largest power of two that divides the size: at least what the type needs, since sizes are multiples of alignments.</summary>
    private static nuint AlignmentOf(nuint size) => nuint.Clamp(size & (~size + 1), LeastAlignment, MostAlignment);

    private bool Holds(nuint address, nuint bytes)
    {
        nuint offset = address - _start;
        return offset < _size && bytes <= _size - offset && !IsClosed;
    }

    /// <summary>Where the byte of an address within the arena lies in this process.</summary>
    private void* Place(nuint address) => (byte*)_memory.Address + (address - _start);
}
