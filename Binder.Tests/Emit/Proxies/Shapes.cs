namespace Binder.Tests.Proxies;

/// <summary>The shapes that proxies are tried with, each unlike the Linux one in one point.</summary>
internal static class Shapes
{
    public static AbiShape Linux => AbiShape.LinuxX64;

    /// <summary>Upper halves must be exact.</summary>
    public static AbiShape Strict { get; } = Linux with { NarrowArguments = NarrowRule.Refuse };

    /// <summary>A bool is bit 0.</summary>
    public static AbiShape LowBitBool { get; } = Linux with { NarrowArguments = NarrowRule.TruncateLowBitBool };

    /// <summary>Strings are address and count.</summary>
    public static AbiShape Counted { get; } = Linux with { Strings = StringForm.Counted };

    /// <summary>Answers come back in the third argument register.</summary>
    public static AbiShape AnswersInThird { get; } = Linux with { ReturnRegisters = [2] };

    /// <summary>Eight registers of 32 bits.</summary>
    public static AbiShape Narrow { get; } = new()
    {
        RegisterBits = 32,
        PointerBits = 32,
        ArgumentRegisters = RegisterList.Range(0, 8),
        NarrowArguments = NarrowRule.Truncate,
    };

    /// <summary>Eight registers of 32 bits, upper halves of answers exact.</summary>
    public static AbiShape StrictNarrow { get; } = Narrow with { NarrowArguments = NarrowRule.Refuse };

    /// <summary>Sixteen registers of 64 bits.</summary>
    public static AbiShape Sixteen { get; } = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = RegisterList.Range(0, 16),
        NarrowArguments = NarrowRule.Truncate,
    };

    /// <summary>Registers of 64 bits, pointers of 32.</summary>
    public static AbiShape ShortPointers { get; } = Linux with { PointerBits = 32 };
}
