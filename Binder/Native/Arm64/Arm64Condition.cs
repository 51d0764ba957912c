namespace Binder.Native;

/// <summary>When a branch is taken, by the numbers that instructions encode: after a comparison, without sign unless said.</summary>
internal enum Arm64Condition
{
    Equal = 0,
    NotEqual = 1,
    HigherOrSame = 2,
    Lower = 3,
    Higher = 8,
    LowerOrSame = 9,

    /// <summary>With sign.</summary>
    LessOrEqual = 13,
}
