using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>
/// One argument of an untyped call: the bits of an integer (signed ones sign-extended) or of a pointer. It knows whether it was made of a negative integer,
/// whose sign goes on in a register that is wider than it; so -1 and <see cref="ulong.MaxValue"/> are two.
/// </summary>
/// <param name="Bits">What the register holds: of one that is wider, the low bits, and zeroes above.</param>
[SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative of every conversion.")]
public readonly record struct SyscallWord(nuint Bits)
{
    private readonly bool _isNegative;

    private SyscallWord(nint value)
        : this((nuint)value) => _isNegative = value < 0;

    /// <summary>What a register of 128 bits holds above the bits.</summary>
    internal ulong HighBits => _isNegative ? ulong.MaxValue : 0;

    /// <summary>The value, sign-extended.</summary>
    public static implicit operator SyscallWord(int value) => new((nint)value);

    /// <summary>The value, zero-extended.</summary>
    public static implicit operator SyscallWord(ushort value) => new(value);

    /// <summary>The value, zero-extended.</summary>
    public static implicit operator SyscallWord(uint value) => new(value);

    /// <summary>The value, sign-extended.</summary>
    public static implicit operator SyscallWord(long value) => new(unchecked((nint)value));

    /// <summary>The value.</summary>
    public static implicit operator SyscallWord(ulong value) => new(unchecked((nuint)value));

    /// <summary>The value, sign-extended.</summary>
    public static implicit operator SyscallWord(nint value) => new(value);

    /// <summary>The value.</summary>
    public static implicit operator SyscallWord(nuint value) => new(value);

    /// <summary>The address; what lies there must stay in place until the call has returned.</summary>
    public static unsafe implicit operator SyscallWord(void* value) => new((nuint)value);
}
