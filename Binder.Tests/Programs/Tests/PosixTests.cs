using Binder.Native;
using Binder.Tests.Children;
using Programs;

namespace Binder.Tests.Programs;

/// <summary>Posix.cs, run on the real kernel, on its own, and over an ABI that shows what is sent.</summary>
[TestClass]
public sealed class PosixTests
{
    private const ulong AtCurrentDirectory = unchecked((ulong)-100L);

    [TestMethod]
    public void Program_runs_on_both_kernels()
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This program calls the Linux kernel and needs Linux on x86-64.");
        }

        // The real kernel has the file, where it is; the program's own has none.
        const string HostName = "/etc/hostname";
        string wanted = "no libc here\n" + (File.Exists(HostName) ? File.ReadAllText(HostName) + "\n" : "");
        Assert.AreEqual(wanted, Child.Run(nameof(PosixProgram)).MustSucceed().Output);
    }

    [TestMethod]
    public void Its_kernel_answers_by_the_managed_way_too()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new MyKernel());
        IPosix posix = SyscallBinder.Bind<IPosix>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Span<byte> buffer = [1, 2, 3];
        Assert.AreEqual(1, posix.GetPid());
        Assert.AreEqual((nint)3, posix.Write(1, buffer).Value);
        Assert.AreEqual(Errno.EBADF, posix.Write(2, buffer).Error);
        Assert.AreEqual((nint)3, posix.Read(0, buffer).Value);
        Assert.IsTrue(buffer.SequenceEqual<byte>([0, 0, 0]));
        Assert.AreEqual((nint)0, posix.Read(0, default).Value);
        Assert.AreEqual(Errno.EBADF, posix.Read(-1, buffer).Error);
        Assert.AreEqual(Errno.ENOENT, posix.OpenAt(-100, "/etc/hostname", OpenFlags.None, 0).Error);
        Assert.IsTrue(posix.Close(3).IsOk);
        Assert.IsTrue(posix.Close(4).IsOk);
        Assert.AreEqual(Errno.EBADF, posix.Close(5).Error);
    }

    [TestMethod]
    public unsafe void Untyped_calls_send_every_word_as_its_type_extends_it()
    {
        FrameRecorder abi = new(AbiShape.LinuxX64);
        byte* pointer = (byte*)0x7000_0000_1234;
        Posix.Untyped(abi, fd: -7, flags: 0xFFFF_FFFF, length: 9, pointer);
        CollectionAssert.AreEqual(
            new TrapFrame[]
            {
                new(39),
                new(1, 1, 2, 3),
                new(1, unchecked((ulong)-7L), (ulong)pointer, 9),
                new(257, AtCurrentDirectory, (ulong)pointer, 0xFFFF_FFFF, 0),
                new(1, 1, 2),
            },
            abi.Sent);
    }

    [TestMethod]
    public void Numbers_may_be_any_integer_constant()
    {
        FrameRecorder abi = new(AbiShape.LinuxX64, answer: 5);
        INumbers numbers = SyscallBinder.Bind<INumbers>(abi);
        Assert.AreEqual(25, numbers.A() + numbers.B() + numbers.C() + numbers.D() + numbers.E());
        CollectionAssert.AreEqual(
            new ulong[] { (ulong)Nr.Write, Numbers.Open, (ulong)Numbers.Close, 0xFFFF_FFFF_FFFF_FFFF, Numbers.U },
            abi.Sent.ConvertAll(frame => frame.Number));
    }
}
