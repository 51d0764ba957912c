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
    public void A_contract_as_the_document_says_to_write_it_is_bound_without_a_word(Type contract) =>
        Assert.IsEmpty(Provoked.By(SyscallTable.Of(contract), s_shape));

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
