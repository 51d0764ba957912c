using Binder.Boundary;
using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
[DoNotParallelize]
public sealed class KernelTableTests
{
    [TestInitialize]
    public void NeedsNativeCode() => TestKernel.NeedsNativeCode();

    [TestMethod]
    public void Stale_token_is_refused_though_its_slot_has_a_new_owner()
    {
        HostedKernel first = TestKernel.Of((ref frame, _, _) => Answer(ref frame, 1));
        SyscallAbi old = first.Abi;
        ulong stale = ((HostedAbi)old).Token;
        Assert.AreEqual(1, old.Call(1));
        first.Dispose();

        using HostedKernel second = TestKernel.Of((ref frame, _, _) => Answer(ref frame, 2));
        ulong token = ((HostedAbi)second.Abi).Token;
        Assert.AreEqual((uint)stale, (uint)token, "The slot is used again.");
        Assert.AreNotEqual(stale >> 32, token >> 32);
        Assert.AreEqual(2, second.Abi.Call(1));
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, old.Call(1));
        Assert.IsFalse(KernelTable.TryFind(stale, out _));

        KernelTable.Remove(stale);
        Assert.IsTrue(KernelTable.TryFind(token, out HostedAbi? found));
        Assert.AreSame(second.Abi, found, "A stale token removes nothing.");
    }

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(ulong.MaxValue)]
    [DataRow(0xFFFF_FFFFul)]
    [DataRow(0xFFFF_FFFF_0000_0000ul)]
    [DataRow(1ul << 32 | 0x7FFF_FFFF)]
    public void Token_that_was_never_given_is_refused(ulong token)
    {
        using HostedKernel kernel = TestKernel.Adding();
        HostedAbi abi = (HostedAbi)kernel.Abi;
        ulong own = abi.Token;
        abi.Token = token;
        try
        {
            Assert.IsFalse(KernelTable.TryFind(token, out _));
            Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(1, 2, 3));
            KernelTable.Remove(token);
        }
        finally
        {
            abi.Token = own;
        }

        Assert.AreEqual(5, abi.Call(1, 2, 3));
    }

    [TestMethod]
    public void Table_grows_under_threads_that_read_it()
    {
        using HostedKernel kernel = TestKernel.Adding();
        SyscallAbi early = kernel.Abi;
        int wrong = 0;
        bool done = false;
        Thread reader = TestKernel.Start(() =>
        {
            while (!Volatile.Read(ref done))
            {
                if (early.Call(1, 2, 3) != 5)
                {
                    wrong++;
                }
            }
        });
        int before = TestKernel.SettledConnections();
        SyscallAbi[] connections = [.. Enumerable.Range(0, 5000).Select(_ => kernel.Connect(SyscallCaller.CurrentProcess))];
        Assert.AreEqual(before + 5000, KernelTable.Count);
        foreach (SyscallAbi connection in connections)
        {
            Assert.AreEqual(9, connection.Call(1, 4, 5));
        }

        Volatile.Write(ref done, true);
        reader.Join();
        Assert.AreEqual(0, wrong);
        Assert.AreEqual(5000, connections.Select(connection => ((HostedAbi)connection).Token).Distinct().Count());
        kernel.Dispose();
        Assert.AreEqual(before - 1, KernelTable.Count);
    }

    [TestMethod]
    public void Connection_that_nobody_holds_gives_its_slot_back_while_its_kernel_serves()
    {
        using HostedKernel kernel = TestKernel.Adding();
        SyscallAbi kept = kernel.Abi;
        int before = TestKernel.SettledConnections();
        Drop(kernel);
        Assert.AreEqual(before + 100, KernelTable.Count);
        for (int i = 0; i < 20 && KernelTable.Count > before; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.AreEqual(before, KernelTable.Count);
        Assert.AreEqual(5, kept.Call(1, 2, 3));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Drop(HostedKernel kernel)
        {
            for (int i = 0; i < 100; i++)
            {
                Assert.AreEqual(9, kernel.Connect(SyscallCaller.CurrentProcess).Call(1, 4, 5));
            }
        }
    }

    [TestMethod]
    public void Marks_of_threads_that_ended_are_forgotten()
    {
        LoopbackAbi? abi = null;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) => Answer(ref frame, frame.Number == 1 ? (ulong)abi!.Call(2) : frame.Number));
        abi = new(kernel, SyscallCaller.CurrentProcess);
        int before = MarkedThreads.Count;
        int most = 0;
        for (int i = 0; i < 400; i++)
        {
            TestKernel.Start(() => Assert.AreEqual(2, abi.Call(1))).Join();
            if (i % 20 == 0)
            {
                GC.Collect();
            }

            most = Math.Max(most, MarkedThreads.Count);
        }

        Assert.IsGreaterThan(before, most, "A call inside another one needs marks.");
        Assert.IsLessThan(300, most);
    }

    private static CallOutcome Answer(ref TrapFrame frame, ulong answer)
    {
        frame[0] = answer;
        return CallOutcome.Answered;
    }
}
