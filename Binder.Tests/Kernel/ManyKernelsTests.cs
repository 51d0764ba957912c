using System.Globalization;
using Binder.Boundary;
using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
[DoNotParallelize]
public sealed class ManyKernelsTests
{
    private SyscallAbi? _current;
    private long _calls;
    private long _refused;
    private long _wrong;

    [TestMethod]
    public void Kernels_come_and_go_under_calling_threads_and_leave_nothing()
    {
        TestKernel.NeedsNativeCode();
        bool done = false;
        Thread[] callers = [.. Enumerable.Range(0, 3).Select(_ => TestKernel.Start(() =>
        {
            while (!Volatile.Read(ref done))
            {
                CallOnce();
            }
        }))];

        Churn(500);
        int slots = KernelTable.Slots;
        int mappings = Mappings();
        int threads = MarkedThreads.Count;
        Churn(TestLength.Choose(2_000, 100_000));
        int slotsAfter = KernelTable.Slots;
        int mappingsAfter = Mappings();

        Volatile.Write(ref done, true);
        foreach (Thread caller in callers)
        {
            caller.Join();
        }

        Assert.AreEqual(0, _wrong);
        Assert.IsGreaterThan(0, _calls);
        Assert.AreEqual(slots, slotsAfter);
        Assert.IsLessThan(mappings + 100, mappingsAfter);
        Assert.IsLessThan(threads + 50, MarkedThreads.Count);
    }

    private void Churn(int kernels)
    {
        for (int i = 0; i < kernels; i++)
        {
            // Its own numbers: a page for every table of numbers would show.
            AbiShape shape = TestKernel.LinuxLike with
            {
                Numbers = SyscallNumbers.Parse(string.Create(CultureInfo.InvariantCulture, $"{i} call")),
            };
            bool disposed = false;
            using HostedKernel kernel = TestKernel.Of(
                (ref frame, _, _) =>
                {
                    frame[0] += frame[1];
                    for (int turn = 0; turn < 20; turn++)
                    {
                        Thread.SpinWait(1);
                    }

                    return Volatile.Read(ref disposed) ? CallOutcome.Malformed : CallOutcome.Answered;
                },
                shape: shape);
            Volatile.Write(ref _current, i % 3 == 0 ? new LoopbackAbi(kernel, SyscallCaller.CurrentProcess) : kernel.Abi);
            if (i % 16 == 0)
            {
                WaitForACall();
            }

            kernel.Dispose();
            Volatile.Write(ref disposed, true);
        }
    }

    private void WaitForACall()
    {
        long seen = Interlocked.Read(ref _calls);
        for (SpinWait pause = default; Interlocked.Read(ref _calls) == seen;)
        {
            pause.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void CallOnce()
    {
        if (Volatile.Read(ref _current) is not { } abi)
        {
            return;
        }

        nint answer = abi.Call(7, 40, 2);
        Interlocked.Increment(ref answer == 42 ? ref _calls : ref answer == -(nint)Errno.ESHUTDOWN ? ref _refused : ref _wrong);
    }

    private static int Mappings() => File.ReadLines("/proc/self/maps").Count();
}
