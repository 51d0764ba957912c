namespace Binder;

/// <summary>Whether a kernel checks that a caller's address is aligned for the type it is said to hold.</summary>
public enum AlignmentRule
{
    /// <summary>Any address is taken: accesses are copies.</summary>
    Unchecked,

    /// <summary>An address that is not a multiple of the type's alignment is malformed.</summary>
    Checked,
}
