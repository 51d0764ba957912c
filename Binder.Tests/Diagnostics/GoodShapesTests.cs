namespace Binder.Tests.Diagnostics;

[TestClass]
public sealed class GoodShapesTests
{
    public static IEnumerable<(string Name, AbiShape Shape)> Shapes() =>
    [
        ("x86-64 Linux", AbiShape.LinuxX64),
        ("arm64 Linux", AbiShape.LinuxArm64),
        ("a plain one", Provoked.Shape),
        ("the least of all", new AbiShape { RegisterBits = 64, ArgumentRegisters = [3] }),
        ("sixteen registers", new AbiShape { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(100, 16), ReturnRegisters = [15] }),
        ("32 bits", new AbiShape { RegisterBits = 32, PointerBits = 32, ArgumentRegisters = [0, 1], Strings = StringForm.Counted }),
        ("automatic encoding", Provoked.Shape with { Encoding = AbiEncoding.Auto, Alignment = AlignmentRule.Checked, NarrowArguments = NarrowRule.TruncateLowBitBool }),
        ("packed encoding", CuredShapes.Packing(Provoked.Shape)),
        ("packed encoding in three registers", CuredShapes.WithEnough(Provoked.Shape)),
        ("128 bits", new AbiShape { RegisterBits = 128, ArgumentRegisters = RegisterList.Range(0, 16) }),
        ("packed answers", AbiShape.Packed(128, 4)),
        ("tagged", Provoked.Shape with { Errors = ErrorConvention.Tagged }),
        ("answers of another shape", Provoked.Shape with { Errors = ErrorConvention.Tagged, ReturnRegisters = [5, 1], Answers = Provoked.Shape with { ArgumentRegisters = [9, 8], PointerBits = 32 } }),
        ("reserved registers", Provoked.Shape with { ReservedRegisters = [6, 7] }),
    ];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Nothing_is_said_of_a_shape_that_agrees_with_itself(string name, AbiShape shape)
    {
        Assert.IsEmpty(Provoked.ByKernel(shape, new Closer()), name);
        Assert.IsEmpty(Provoked.By(SyscallTable.Of<ICloser>(), shape), name);
    }
}
