using Binder.Native;
using Binder.Tests.Children;
using Binder.Tests.Kernel;
using Programs;

namespace Binder.Tests.Programs;

/// <summary>Handles.cs: a handler with contexts, asynchronous methods and claims about the caller's memory.</summary>
[TestClass]
public sealed class HandlesTests
{
    [TestMethod]
    public void Program_runs()
    {
        TestKernel.NeedsNativeCode();
        Assert.AreEqual("Stat { Size = 15, Mode = 3 }" + Environment.NewLine, Child.Run(nameof(HandlesProgram)).MustSucceed().Output);
    }

    [TestMethod]
    public void Asynchronous_open_is_waited_for() => OnBothWays(files =>
    {
        Assert.AreEqual(Errno.ENOENT, files.Open("").Error);
        Assert.AreEqual(3, files.Open("a").Value);
        Assert.AreEqual(4, files.Open("b").Value);
    });

    [TestMethod]
    public void Asynchronous_read_writes_through_its_claim() => OnBothWays(files =>
    {
        // The handler writes fd + 3 bytes; a claim that is shorter is a bad address to it.
        byte[] buffer = [1, 1, 1, 1, 1, 1];
        Assert.AreEqual((nint)5, files.Read(2, buffer).Value);
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, 0, 0, 1 }, buffer);
        Assert.AreEqual(Errno.EFAULT, files.Read(4, buffer).Error);
    });

    [TestMethod]
    public void User_side_sends_claims_and_its_bad_one_is_refused() => OnBothWays(files =>
    {
        Handles.UserSide(files);
        files.Stat(0, out Stat stat).ValueOrThrow();
        Assert.AreEqual(new Stat(12, 4), stat);
    });

    [TestMethod]
    public unsafe void Good_claims_are_read_and_written() => OnBothWays(files =>
    {
        Stat stat = new(7, 8);
        ulong[] list = [1, 2, 3, 4, 5];
        fixed (ulong* first = list)
        {
            fixed (byte* name = "x"u8)
            {
                UserSlice<ulong> slice = new((nuint)first, 5);
                files.StatAt(1, UserPointer.Of(&stat), slice, UserPointer.Of(name).AsReadOnly()).ValueOrThrow();
                Assert.AreEqual(new Stat(), stat);
                slice = new((nuint)first, 1025);
                Assert.IsFalse(files.StatAt(1, UserPointer.Of(&stat), slice, UserPointer.Of(name).AsReadOnly()).IsOk);
            }
        }
    });

    [TestMethod]
    public void Length_stands_beside_the_span() => OnBothWays(files =>
    {
        Assert.AreEqual((nint)2, files.Write(1, 2, [7, 7]).Value);
        Assert.AreEqual((nint)2, files.Write(-1, 2, [7, 7]).Value);
        SyscallEncodingException e = Assert.ThrowsExactly<SyscallEncodingException>(() => files.Write(1, 3, [7, 7]));
        StringAssert.Contains(e.Message, "IFiles.Write(data) has 2", StringComparison.Ordinal);
    });

    private static void OnBothWays(Action<IFiles> test)
    {
        int ways = NativePlatform.IsSupported ? 2 : 1;
        for (int way = 0; way < ways; way++)
        {
            using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new FilesServer());
            test(SyscallBinder.Bind<IFiles>(TestKernel.Ways(kernel).ElementAt(way)));
        }
    }
}
