using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder;

/// <summary>
/// What a kernel reads and writes a caller's claims through. Every access checks the whole range, and a range that cannot
/// be had gives false: nothing that a caller sends can end the kernel.
/// </summary>
/// <remarks>
/// A slice whose end wraps around the address space is a bad address. Zero bytes succeed at any address and touch nothing.
/// A write that fails may have written a part of the range.
/// <para>
/// What is read as values holds values: bits that are none of the type (a bool that is neither 0 nor 1, a tag of no variant, a capability of 0, what
/// <see cref="IValidated{TSelf}"/> refuses) give false, and nothing of them. What is written as values has zeroes between the fields. Bytes are read
/// and written as they are.
/// </para>
/// </remarks>
public abstract partial class UserMemory
{
    /// <summary>How many bytes are copied at once on the stack, where values are longer but a value.</summary>
    private const int CopiedBytes = 1024;

    private bool _isClosed;

    /// <summary>The memory of this process, as any code in it may read and write it.</summary>
    public static UserMemory CurrentProcess { get; } = new CurrentProcessMemory();

    /// <summary>The first of the addresses that may be read where they are: those of this process that stay mapped while anybody holds this.</summary>
    internal nuint DirectStart { get; private protected init; }

    /// <summary>How many such addresses there are.</summary>
    internal nuint DirectSize { get; private protected init; }

    /// <summary>
    /// Whether nothing may be read any more. To be asked after each read of such addresses: what was given back meanwhile read as zeroes that
    /// nobody wrote. The question also keeps this object, and what it has mapped, until then.
    /// </summary>
    internal bool IsClosed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Volatile.ReadBarrier();
            return _isClosed;
        }

        private protected set => Volatile.Write(ref _isClosed, value);
    }

    /// <summary>Copies bytes out of the caller's memory.</summary>
    /// <returns>Whether all of them could be read; if not, <paramref name="destination"/> holds nothing to rely on.</returns>
    public abstract bool TryRead(nuint address, Span<byte> destination);

    /// <summary>Copies bytes into the caller's memory.</summary>
    /// <returns>Whether all of them could be written.</returns>
    public abstract bool TryWrite(nuint address, ReadOnlySpan<byte> source);

    /// <summary>Copies as many bytes as can be read from an address on, and no more than asked.</summary>
    /// <param name="address">Where they are.</param>
    /// <param name="destination">Room for all of them, on the stack or pinned.</param>
    /// <param name="bytes">How many at most.</param>
    /// <returns>How many. What the destination holds behind them is nothing to rely on.</returns>
    internal virtual unsafe int ReadPart(nuint address, byte* destination, int bytes) =>
        ReadPart(address, new Span<byte>(destination, (int)nuint.Min((nuint)bytes, nuint.MaxValue - address)));

    private int ReadPart(nuint address, Span<byte> destination)
    {
        if (TryRead(address, destination))
        {
            return destination.Length;
        }

        // A memory answers for a whole range only: the longest readable beginning is found by halving, and read last.
        (int readable, int unreadable) = (0, destination.Length);
        while (unreadable - readable > 1)
        {
            int middle = readable + ((unreadable - readable) / 2);
            (readable, unreadable) = TryRead(address, destination[..middle]) ? (middle, unreadable) : (readable, middle);
        }

        return TryRead(address, destination[..readable]) ? readable : 0;
    }

    /// <summary>Reads one value.</summary>
    /// <inheritdoc cref="TryRead{T}(ReadOnlyUserPointer{T}, out T)" path="/param|/returns"/>
    public bool TryRead<T>(UserPointer<T> from, out T value)
        where T : unmanaged => TryRead(from.AsReadOnly(), out value);

    /// <summary>Reads one value.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="value">The value; default where there is none.</param>
    /// <returns>False where the memory cannot be read or holds no value of the type.</returns>
    public bool TryRead<T>(ReadOnlyUserPointer<T> from, out T value)
        where T : unmanaged
    {
        value = default;
        if (TryRead(from.Address, MemoryMarshal.AsBytes(new Span<T>(ref value))) && MemoryContent<T>.IsValid(new ReadOnlySpan<T>(in value)))
        {
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Writes one value, and zeroes between its fields.</summary>
    public bool TryWrite<T>(UserPointer<T> to, in T value)
        where T : unmanaged => WriteValues(to.Address, new ReadOnlySpan<T>(in value));

    /// <summary>Reads as many elements as the destination has; false where the slice has fewer.</summary>
    /// <inheritdoc cref="TryRead{T}(ReadOnlyUserSlice{T}, Span{T})" path="/returns"/>
    public bool TryRead<T>(UserSlice<T> from, Span<T> destination)
        where T : unmanaged => TryRead(from.AsReadOnly(), destination);

    /// <summary>Reads as many elements as the destination has; false where the slice has fewer.</summary>
    /// <returns>
    /// Whether all of them could be read and are values of the type. If not, the destination holds nothing to rely on, but no bits that are no value.
    /// </returns>
    public bool TryRead<T>(ReadOnlyUserSlice<T> from, Span<T> destination)
        where T : unmanaged =>
        destination.IsEmpty || (Holds<T>(from.Address, from.Length, destination.Length) && ReadValues(from.Address, destination));

    /// <summary>Writes all elements of the source, and zeroes between their fields; false where the slice has fewer.</summary>
    public bool TryWrite<T>(UserSlice<T> to, ReadOnlySpan<T> source)
        where T : unmanaged =>
        source.IsEmpty || (Holds<T>(to.Address, to.Length, source.Length) && WriteValues(to.Address, source));

    /// <summary>Reads a NUL-terminated UTF-8 string.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="maxBytes">How many bytes it may have at most, without the NUL.</param>
    /// <param name="text">The string.</param>
    /// <returns>False where the memory cannot be read, the string is longer, or it is not UTF-8.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative <paramref name="maxBytes"/>.</exception>
    public bool TryReadString(ReadOnlyUserPointer<byte> from, int maxBytes, [NotNullWhen(true)] out string? text)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        return UserText.ReadNulTerminated(this, from.Address, maxBytes, out text) == CallOutcome.Answered;
    }

    /// <summary>Copies a whole slice once, into a new array.</summary>
    /// <param name="from">The slice.</param>
    /// <param name="maxLength">How many elements it may have at most.</param>
    /// <param name="copy">The copy.</param>
    /// <returns>False where the slice is longer, cannot be read, or holds bits that are no value of the type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative <paramref name="maxLength"/>.</exception>
    public bool TrySnapshot<T>(ReadOnlyUserSlice<T> from, int maxLength, [NotNullWhen(true)] out T[]? copy)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);
        copy = null;
        if (from.Length > (nuint)maxLength)
        {
            return false;
        }

        T[] elements = new T[(int)from.Length];
        if (!TryRead(from, elements))
        {
            return false;
        }

        copy = elements;
        return true;
    }

    private bool ReadValues<T>(nuint address, Span<T> destination)
        where T : unmanaged
    {
        if (TryRead(address, MemoryMarshal.AsBytes(destination)) && MemoryContent<T>.IsValid(destination))
        {
            return true;
        }

        if (MemoryContent<T>.HasRules)
        {
            destination.Clear();
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool WriteValues<T>(nuint address, ReadOnlySpan<T> source)
        where T : unmanaged => MemoryContent<T>.HasPadding ? WriteCleared(address, source) : TryWrite(address, MemoryMarshal.AsBytes(source));

    /// <summary>Writes copies without what lies between the fields: the values are somebody else's, and stay as they are.</summary>
    private bool WriteCleared<T>(nuint address, ReadOnlySpan<T> source)
        where T : unmanaged
    {
        Span<T> copy = stackalloc T[Math.Min(source.Length, Math.Max(1, CopiedBytes / Unsafe.SizeOf<T>()))];
        for (; !source.IsEmpty; address += (nuint)copy.Length * (nuint)Unsafe.SizeOf<T>())
        {
            copy = copy[..Math.Min(copy.Length, source.Length)];
            source[..copy.Length].CopyTo(copy);
            source = source[copy.Length..];
            MemoryContent<T>.ClearPadding(copy);
            if (!TryWrite(address, MemoryMarshal.AsBytes(copy)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds<T>(nuint address, nuint length, int wanted)
        where T : unmanaged =>
        (nuint)wanted <= length
        && length <= nuint.MaxValue / (nuint)Unsafe.SizeOf<T>()
        && address <= nuint.MaxValue - (length * (nuint)Unsafe.SizeOf<T>());
}
