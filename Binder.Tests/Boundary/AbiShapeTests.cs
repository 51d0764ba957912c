namespace Binder.Tests.Boundary;

[TestClass]
public sealed class AbiShapeTests
{
    private static AbiShape Plain() => new()
    {
        RegisterBits = 64,
        ArgumentRegisters = [1, 2, 3],
        ReturnRegisters = [0],
        ReservedRegisters = [4],
        Numbers = SyscallNumbers.Parse("1 one\n2 two"),
        Answers = new() { RegisterBits = 64, ArgumentRegisters = [1] },
    };

    [TestMethod]
    public void Shapes_are_equal_by_content()
    {
        Assert.AreEqual(Plain(), Plain());
        Assert.AreEqual(Plain().GetHashCode(), Plain().GetHashCode());
        Assert.IsTrue(Plain() == Plain());
        Assert.AreNotEqual(Plain(), new object());
    }

    [TestMethod]
    public void Shapes_differ_in_every_part()
    {
        AbiShape shape = Plain();
        AbiShape[] others =
        [
            shape with { RegisterBits = 32 },
            shape with { PointerBits = 32 },
            shape with { ArgumentRegisters = [1, 3, 2] },
            shape with { ReturnRegisters = [1] },
            shape with { ReservedRegisters = [] },
            shape with { Encoding = AbiEncoding.Auto },
            shape with { NarrowArguments = NarrowRule.Truncate },
            shape with { Alignment = AlignmentRule.Checked },
            shape with { Errors = ErrorConvention.Tagged },
            shape with { Strings = StringForm.Counted },
            shape with { Numbers = SyscallNumbers.Parse("1 one\n3 two") },
            shape with { Answers = null },
            shape with { Answers = shape.Answers! with { PointerBits = 32 } },
        ];
        Assert.HasCount(others.Length + 1, others.Append(shape).ToHashSet());
    }

    [TestMethod]
    [DataRow(32, 3)]
    [DataRow(64, 8)]
    [DataRow(128, 16)]
    public void Packed_shape_is_as_described(int bits, int registers)
    {
        AbiShape shape = AbiShape.Packed(bits, registers);
        Assert.AreEqual(
            new AbiShape
            {
                RegisterBits = bits,
                PointerBits = 64,
                ArgumentRegisters = RegisterList.Range(0, registers),
                ReturnRegisters = RegisterList.Range(0, registers),
                Encoding = AbiEncoding.Packed,
                NarrowArguments = NarrowRule.Refuse,
                Alignment = AlignmentRule.Unchecked,
                Errors = ErrorConvention.Tagged,
                Strings = StringForm.Counted,
            },
            shape);
    }

    [TestMethod]
    [DataRow(16, 8)]
    [DataRow(65, 8)]
    [DataRow(0, 8)]
    [DataRow(-64, 8)]
    [DataRow(64, 2)]
    [DataRow(64, 0)]
    [DataRow(64, 17)]
    [DataRow(64, -1)]
    public void Packed_shape_of_other_widths_or_counts_is_refused(int bits, int registers) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => AbiShape.Packed(bits, registers));

    [TestMethod]
    public void Linux_shapes_are_those_of_the_manual()
    {
        AbiShape x64 = AbiShape.LinuxX64;
        Assert.AreEqual(RegisterList.Create([7, 6, 2, 10, 8, 9]), x64.ArgumentRegisters);
        Assert.AreEqual((64, 64, NarrowRule.Truncate, ErrorConvention.NegativeErrno, StringForm.NulTerminated, AlignmentRule.Unchecked, AbiEncoding.Registers),
            (x64.RegisterBits, x64.PointerBits, x64.NarrowArguments, x64.Errors, x64.Strings, x64.Alignment, x64.Encoding));
        Assert.AreEqual(RegisterList.Create([0]), x64.ReturnRegisters);
        Assert.AreEqual(RegisterList.Create([0, 1, 2, 3, 4, 5]), AbiShape.LinuxArm64.ArgumentRegisters);
        Assert.AreSame(x64, AbiShape.LinuxX64);
    }
}
