namespace Binder.Tests.Emit.Saved;

/// <summary>Shapes that <see cref="IBroad"/> travels in, chosen so that every form of code is emitted.</summary>
internal static class BroadShapes
{
    private static readonly SyscallNumbers s_numbers = SyscallNumbers.Parse("39 common getpid");

    public static Dictionary<string, AbiShape> All { get; } = new()
    {
        ["Linux"] = AbiShape.LinuxX64,
        ["counted and refusing"] = new()
        {
            RegisterBits = 64,
            ArgumentRegisters = [0, 1, 2, 3, 4, 5, 6, 7],
            NarrowArguments = NarrowRule.Refuse,
            Strings = StringForm.Counted,
            Alignment = AlignmentRule.Checked,
            Numbers = s_numbers,
        },
        ["tagged"] = new()
        {
            RegisterBits = 64,
            ArgumentRegisters = [0, 1, 2, 3, 4, 5, 6, 7],
            ReturnRegisters = [2, 0, 1],
            Errors = ErrorConvention.Tagged,
            Numbers = s_numbers,
        },
        ["128 bits"] = new()
        {
            RegisterBits = 128,
            ArgumentRegisters = [0, 1, 2, 3, 4, 5, 6, 7],
            Alignment = AlignmentRule.Checked,
            Numbers = s_numbers,
        },
        ["low bit"] = new()
        {
            RegisterBits = 64,
            ArgumentRegisters = [0, 1, 2, 3, 4, 5, 6, 7],
            NarrowArguments = NarrowRule.TruncateLowBitBool,
            Numbers = s_numbers,
        },
        ["pointers of 32 bits"] = AbiShape.LinuxX64 with { PointerBits = 32 },
        ["pointers of 32 bits, counted and refusing"] = new()
        {
            RegisterBits = 64,
            PointerBits = 32,
            ArgumentRegisters = [0, 1, 2, 3, 4, 5, 6, 7],
            NarrowArguments = NarrowRule.Refuse,
            Strings = StringForm.Counted,
            Numbers = s_numbers,
        },
    };
}
