namespace Binder;

/// <summary>How the values of a call are laid into registers.</summary>
public enum AbiEncoding
{
    /// <summary>One scalar a register; records are flattened in order of declaration. What does not fit is refused.</summary>
    Registers,

    /// <summary>One stream of bytes without padding, data registers first, then a spill area. It takes 3 to 16 argument registers, of which two are kept for addresses.</summary>
    Packed,

    /// <summary>Registers when everything fits, packed otherwise, decided for arguments and answer each; <see cref="SyscallExplanation.Layout"/> says which and why.</summary>
    Auto,
}
