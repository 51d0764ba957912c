namespace Binder;

/// <summary>What is made of register bits beyond a value's own width, by a kernel of arguments and by its callers of answers.</summary>
public enum NarrowRule
{
    /// <summary>Exactly the sign or zero extension of the value is accepted; anything else is malformed.</summary>
    Refuse,

    /// <summary>
    /// The value's own bits are looked at, the rest is ignored, as compilers leave upper halves undefined (System V ABI,
    /// x86-64 and AAPCS64). A bool is the low byte, 0 or 1, else malformed.
    /// </summary>
    Truncate,

    /// <summary>As <see cref="Truncate"/>, but a bool is bit 0 alone and never malformed.</summary>
    TruncateLowBitBool,
}
