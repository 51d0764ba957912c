using Binder.Tests.Children;
using Binder.Tests.Kernel;
using Programs;

namespace Binder.Tests.Programs;

/// <summary>OwnAbi.cs: an ABI of the program's own, one around it, and callers with memory of their own.</summary>
[TestClass]
public sealed class OwnAbiTests
{
    [TestMethod]
    public void Program_runs()
    {
        TestKernel.NeedsNativeCode();

        // Its pid of its own kernel, one call counted, another shape; a call whose stream is none: InvalidData, packed; the shape's width.
        string[] wanted = ["(1, 1, False)", "1", "64", ""];
        Assert.AreEqual(string.Join(Environment.NewLine, wanted), Child.Run(nameof(OwnAbiProgram)).MustSucceed().Output);
    }

    [TestMethod]
    public void Its_ABI_carries_contracts_and_messages()
    {
        using HostedKernel kernel = HostedKernel.Create(MyAbi.MyShape, new MyKernel(), new FooHandler());
        MyAbi abi = new(kernel);
        IPosix posix = SyscallBinder.Bind<IPosix>(abi);
        Span<byte> buffer = [1, 2, 3];
        Assert.AreEqual((nint)3, posix.Read(0, buffer).Value);
        Assert.IsTrue(buffer.SequenceEqual<byte>([0, 0, 0]));
        Assert.AreEqual(Errno.EBADF, posix.Read(-1, buffer).Error);
        Assert.AreEqual(Errno.ENOENT, posix.OpenAt(-100, "/etc/hostname", OpenFlags.None, 0).Error);
        Assert.IsTrue(posix.Close(3).IsOk);
        Assert.AreEqual("sad", Messages.Run(abi));
    }

    [TestMethod]
    public void Wrapper_that_puts_another_word_into_answers_breaks_no_reader()
    {
        // Of a good answer without fields word 0 is 0, and the program's wrapper writes the number there, so that it reads as a rejection.
        using HostedKernel kernel = HostedKernel.Create(MyAbi.MyShape, new MyKernel(), new FooHandler());
        CountingAbi abi = new(new MyAbi(kernel));
        Assert.AreEqual(SyscallError<SimpleErr>.InvalidData, abi.Perform<Foo, FooRet, SimpleErr>(new(1, new FooOptions.A(), 3, 4UL)).Error);
        Assert.AreEqual(1, abi.Calls);
    }
}
