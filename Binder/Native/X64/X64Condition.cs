namespace Binder.Native;

/// <summary>When a jump is taken, by the numbers that instructions encode; lengths compare without sign, 32-bit codes with it.</summary>
internal enum X64Condition
{
    Below = 2,
    AboveOrEqual = 3,
    Equal = 4,
    NotEqual = 5,
    BelowOrEqual = 6,
    Above = 7,
    LessOrEqual = 14,
}
