namespace Binder.Tests.Emit.Dispatch;

/// <summary>The shapes that kernels are tried with; contracts of these tests give their calls by number.</summary>
internal static class Shapes
{
    public static AbiShape Linux { get; } = AbiShape.LinuxX64;

    public static AbiShape Refusing { get; } = Linux with { NarrowArguments = NarrowRule.Refuse };

    public static AbiShape LowBit { get; } = Linux with { NarrowArguments = NarrowRule.TruncateLowBitBool };

    public static AbiShape Aligned { get; } = Linux with { Alignment = AlignmentRule.Checked };

    public static AbiShape Counted { get; } = Linux with { Strings = StringForm.Counted };

    /// <summary>Registers that a function of C must give back, and an answer that is not in the first one.</summary>
    public static AbiShape CalleeSaved { get; } = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = [3, 5, 12, 13, 14, 15],
        ReturnRegisters = [4],
        NarrowArguments = NarrowRule.Refuse,
    };

    public static AbiShape Narrow { get; } = new()
    {
        RegisterBits = 32,
        PointerBits = 32,
        ArgumentRegisters = [3, 1, 2, 6, 7, 5],
        NarrowArguments = NarrowRule.Refuse,
    };

    /// <summary>Pointers of half a register, as the x32 ABI has them.</summary>
    public static AbiShape HalfPointers { get; } = Linux with { PointerBits = 32, NarrowArguments = NarrowRule.Refuse };

    /// <summary>Every rule at both widths.</summary>
    public static IEnumerable<string> NarrowingNames => s_narrowing.Keys;

    public static AbiShape Narrowing(string name) => s_narrowing[name];

    private static readonly Dictionary<string, AbiShape> s_narrowing = new()
    {
        ["64 bits, Refuse"] = Refusing,
        ["64 bits, Truncate"] = Linux,
        ["64 bits, TruncateLowBitBool"] = LowBit,
        ["32 bits, Refuse"] = Narrow,
        ["32 bits, Truncate"] = Narrow with { NarrowArguments = NarrowRule.Truncate },
        ["32 bits, TruncateLowBitBool"] = Narrow with { NarrowArguments = NarrowRule.TruncateLowBitBool },
        ["64 bits with 32-bit pointers, Refuse"] = HalfPointers,
        ["64 bits with 32-bit pointers, Truncate"] = HalfPointers with { NarrowArguments = NarrowRule.Truncate },
    };
}
