using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>One argument of an untyped call: the bits of an integer (signed ones sign-extended) or of a pointer.</summary>
/// <param name="Bits">What the register holds.</param>
[SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named alternative of every conversion.")]
public readonly record struct SyscallWord(nuint Bits)
{
    /// <summary>The value, sign-extended.</summary>
    public static implicit operator SyscallWord(int value) => new((nuint)(nint)value);

    /// <summary>The value, zero-extended.</summary>
    public static implicit operator SyscallWord(ushort value) => new(value);

    /// <summary>The value, zero-extended.</summary>
    public static implicit operator SyscallWord(uint value) => new(value);

    /// <summary>The value.</summary>
    public static implicit operator SyscallWord(long value) => new(unchecked((nuint)value));

    /// <summary>The value.</summary>
    public static implicit operator SyscallWord(ulong value) => new(unchecked((nuint)value));

    /// <summary>The value.</summary>
    public static implicit operator SyscallWord(nint value) => new((nuint)value);

    /// <summary>The value.</summary>
    public static implicit operator SyscallWord(nuint value) => new(value);

    /// <summary>The address; what lies there must stay in place until the call has returned.</summary>
    public static unsafe implicit operator SyscallWord(void* value) => new((nuint)value);
}
