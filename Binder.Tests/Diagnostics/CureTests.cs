namespace Binder.Tests.Diagnostics;

[TestClass]
public sealed class CureTests
{
    private static readonly AbiShape s_shape = Provoked.Shape with { Numbers = SyscallNumbers.Parse("0 read\n1 write\n16 ioctl") };

    [TestMethod]
    [DataRow(typeof(IMarked))]
    [DataRow(typeof(ILongFile))]
    [DataRow(typeof(ICuredContract))]
    [DataRow(typeof(ICuredNumbers))]
    [DataRow(typeof(ICuredTypes))]
    [DataRow(typeof(ICuredMessages))]
    public void A_contract_as_the_document_says_to_write_it_is_bound_without_a_word(Type contract) =>
        Assert.IsEmpty(Provoked.By(SyscallTable.Of(contract), s_shape));

    [TestMethod]
    public void What_registers_do_not_carry_is_bound_without_a_word_where_the_shape_packs()
    {
        foreach (AbiShape shape in (AbiShape[])[CuredShapes.Choosing(s_shape), CuredShapes.Packing(s_shape)])
        {
            Assert.IsEmpty(Provoked.By(SyscallTable.Of<IPackedInstead>(), shape));
            Assert.IsEmpty(Provoked.ByCodec<HoldsWide>(shape));
            Assert.IsEmpty(Provoked.ByCodec<HoldsBuffer>(shape));
            Assert.IsEmpty(Provoked.ByCodec<UnionCases.HasOwn>(shape));
            Assert.IsEmpty(Provoked.ByCodec<(int, int, int, int, int, int, int)>(shape));
        }

        AbiShape narrow = CuredShapes.Choosing(s_shape) with { RegisterBits = 32, PointerBits = 32 };
        Assert.IsEmpty(Provoked.By(SyscallTable.Of<IPackedInstead>(), narrow));
    }

    [TestMethod]
    public void Three_registers_are_enough_to_pack()
    {
        Assert.IsEmpty(Provoked.By(SyscallTable.Of<IFew>(), CuredShapes.WithEnough(s_shape)));
        Assert.IsEmpty(Provoked.By(SyscallTable.Of<IFew>(), CuredShapes.Choosing(CuredShapes.WithEnough(s_shape))));
    }

    [TestMethod]
    public void Unions_as_the_document_says_to_write_them_are_bound_without_a_word()
    {
        Assert.IsEmpty(Provoked.By(SyscallTable.Of<ICuredUnions>(), CuredShapes.Choosing(s_shape)));
        Assert.IsEmpty(Provoked.ByCodec<Direction>(CuredShapes.Choosing(s_shape)));
    }

    [TestMethod]
    public void A_message_with_its_number_is_performed_as_it_is_bound() =>
        Assert.IsEmpty(Provoked.By(SyscallTable.Of(typeof(Tell), typeof(Seek), typeof(Poke<int>)), s_shape));

    [TestMethod]
    public void Handlers_as_the_document_says_to_write_them_are_taken_without_a_word()
    {
        Assert.IsEmpty(Provoked.ByHandlers(new Closing(), new ViewHandler()));
        Assert.IsEmpty(Provoked.ByHandlers(new Reading()));
        Assert.IsEmpty(Provoked.ByHandlers(new Mapping()));
    }

    [SyscallInterface]
    private interface IOneView
    {
        [Syscall("write")] int Write(int fd, byte value);
    }

    private sealed class ViewHandler : IOneView
    {
        public int Write(int fd, byte value) => value;
    }
}
