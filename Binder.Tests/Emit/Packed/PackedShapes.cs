namespace Binder.Tests.Emit.Packed;

/// <summary>Shapes whose calls are packed, or may be.</summary>
internal static class PackedShapes
{
    /// <summary>Every width with 3 to 16 registers.</summary>
    public static AbiShape[] All { get; } =
        [.. from registers in Enumerable.Range(3, 14) from width in (int[])[32, 64, 128] select AbiShape.Packed(width, registers)];

    /// <summary>One of each kind, for tests of single facts.</summary>
    public static IEnumerable<AbiShape> Few =>
    [
        AbiShape.Packed(64, 6),
        AbiShape.Packed(64, 3),
        AbiShape.Packed(32, 8),
        AbiShape.Packed(32, 5) with { PointerBits = 32 },
        AbiShape.Packed(64, 7) with { PointerBits = 32 },
        AbiShape.Packed(128, 5),
        AbiShape.Packed(64, 7) with { Encoding = AbiEncoding.Auto },
        AbiShape.Packed(32, 9) with { Encoding = AbiEncoding.Auto, PointerBits = 32 },
        AbiShape.Packed(64, 6) with { Answers = AbiShape.Packed(64, 4), ReturnRegisters = [5, 0, 2, 1] },
        AbiShape.Packed(128, 4) with { Answers = AbiShape.Packed(128, 3), ReturnRegisters = [3, 1, 0] },
        new() { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(0, 6), ReturnRegisters = [4, 2, 3, 0], Errors = ErrorConvention.Tagged, Answers = AbiShape.Packed(64, 4) },
        AbiShape.Packed(64, 6) with { Answers = AbiShape.Packed(64, 5) with { Encoding = AbiEncoding.Registers }, ReturnRegisters = [5, 4, 3, 2, 1] },
    ];

    /// <summary>The same, and shapes that answer by negative error numbers.</summary>
    public static IEnumerable<AbiShape> FewWithErrorNumbers =>
    [
        .. Few,
        AbiShape.Packed(64, 6) with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [0] },
        AbiShape.Packed(64, 5) with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [3] },
        AbiShape.Packed(32, 6) with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [0] },
        AbiShape.Packed(32, 6) with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [0], PointerBits = 32 },
        AbiShape.Packed(128, 4) with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [1] },
        Dispatch.Shapes.Linux with { Encoding = AbiEncoding.Auto },
        Dispatch.Shapes.Linux with { Encoding = AbiEncoding.Packed },
    ];

    /// <summary>A shape that packs, and answers in all its registers, in some of them, or out of order.</summary>
    public static AbiShape Varied(AbiShape packed, Random random)
    {
        int count = packed.ArgumentRegisters.Count;
        int[] places = [.. Enumerable.Range(0, count)];
        random.Shuffle(places);
        int some = random.Next(3, count + 1);
        return random.Next(4) switch
        {
            0 => packed,
            1 => packed with { ReturnRegisters = [.. places] },
            2 => packed with { ReturnRegisters = [.. places[..some]] },
            _ => packed with { ReturnRegisters = [.. places[..some]], Answers = AbiShape.Packed(packed.RegisterBits, some) },
        };
    }
}
