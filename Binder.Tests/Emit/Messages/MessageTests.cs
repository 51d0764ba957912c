using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Messages;

[TestClass]
public sealed class MessageTests
{
    /// <summary>Linux on this machine, but for values that need a stream.</summary>
    private static readonly AbiShape s_auto = Dispatch.Shapes.Linux with { Encoding = AbiEncoding.Auto };

    [TestMethod]
    public void Messages_are_performed_and_handled_without_a_contract()
    {
        using HostedKernel kernel = HostedKernel.Create(s_auto, new MessageHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            abi.Perform(new Open(1, 2, 3), out Result<Opened, SyscallError<Errno>> opened);
            Assert.AreEqual(new Opened(13), opened.Value);
            Assert.AreEqual(SyscallError.Failed(Errno.EINVAL), abi.Perform<Open, Opened, Errno>(new Open(1, 0, 3)).Error);
            Assert.AreEqual(12UL, abi.Perform<Move, ulong, Errno>(new Move(4UL, 5UL, 3)).Value);
            Assert.AreEqual(0UL, abi.Perform<Move, ulong, Errno>(default).Value);
            Assert.AreEqual(SyscallError.Failed(Errno.ENOENT), abi.Perform<Move, ulong, Errno>(new Move(Option.None, 5UL, 3)).Error);
        }
    }

    [TestMethod]
    public void Methods_that_take_a_message_make_the_call_that_it_is()
    {
        using HostedKernel kernel = HostedKernel.Create(s_auto, new MessageHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IMessages messages = SyscallBinder.Bind<IMessages>(abi);
            Assert.AreEqual(new Opened(13), messages.Do(new Open(1, 2, 3)).Value);
            Assert.AreEqual(Errno.EINVAL, messages.Do(new Open(1, 0, 3)).Error);
            Assert.AreEqual(12UL, messages.Do(new Move(4UL, 5UL, 3)).Value);
        }
    }

    [TestMethod]
    [DataRow(typeof(ContractHandler), 1, 2)]
    [DataRow(typeof(MatchingHandler), 8, 3)]
    public void Contracts_with_messages_are_handled_by_implementing_or_matching_them(Type handler, int opened, int plain)
    {
        using HostedKernel kernel = HostedKernel.Create(s_auto, Activator.CreateInstance(handler)!);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IMessages messages = SyscallBinder.Bind<IMessages>(abi);
            Assert.AreEqual(new Opened(opened), messages.Do(new Open(1, 2, 3)).Value);
            Assert.AreEqual(9UL, messages.Do(new Move(4UL, 5UL, 9)).Value);
            Assert.AreEqual(plain, messages.Plain(1));
        }
    }

    [TestMethod]
    public void Table_has_a_message_by_the_name_of_its_type()
    {
        SyscallTable table = SyscallTable.Of(typeof(Open), typeof(Move));
        CollectionAssert.AreEqual(new[] { "Open", "Move" }, table.Calls.Select(call => call.Name).ToArray());
        CollectionAssert.AreEqual(new[] { typeof(Open), typeof(Move) }, table.Messages.ToArray());
        Assert.IsEmpty(table.Contracts);
        Assert.AreEqual(SyscallTransition.Blocking, table.Calls[1].Transition);
        Assert.AreEqual(SyscallBinder.BindAll(table, new LoopbackAbi(HostedKernel.Create(s_auto), SyscallCaller.CurrentProcess)).Table, table);
    }

    [TestMethod]
    public void Performing_a_message_allocates_nothing()
    {
        using HostedKernel kernel = HostedKernel.Create(s_auto, new MessageHandler());
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Move move = new(1UL, 2UL, 3);
        abi.Perform<Move, ulong, Errno>(move);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            abi.Perform<Move, ulong, Errno>(move);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Message_without_a_number_says_so()
    {
        LoopbackAbi abi = new(HostedKernel.Create(s_auto), SyscallCaller.CurrentProcess);
        SyscallBindingException failure = Assert.ThrowsExactly<SyscallBindingException>(() => abi.Perform<Numberless, Unit, Errno>(default));
        Assert.AreEqual("SB1017", failure.Diagnostics[0].Code);
        Assert.Contains(nameof(Numberless), failure.Diagnostics[0].Member);
    }

    private readonly record struct Numberless(int Value) : ISyscall<Unit, Errno>;
}
