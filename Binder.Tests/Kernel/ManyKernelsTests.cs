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
        Belongings before = Belongings.Now();
        Churn(TestLength.Choose(2_000, 100_000));
        Belongings after = Belongings.Now();

        Volatile.Write(ref done, true);
        foreach (Thread caller in callers)
        {
            caller.Join();
        }

        Assert.AreEqual(0, _wrong);
        Assert.IsGreaterThan(0, _calls);
        Assert.IsGreaterThan(0, _refused);
        Assert.AreEqual(before.Slots, after.Slots);
        Assert.IsLessThan(before.Mappings + 100, after.Mappings, $"{before} -> {after}");
        Assert.IsLessThan(before.Descriptors + 10, after.Descriptors, $"{before} -> {after}");
        Assert.IsLessThan(before.Threads + 20, after.Threads, $"{before} -> {after}");
        Assert.IsLessThan(before.MarkedThreads + 50, after.MarkedThreads, $"{before} -> {after}");
        Assert.IsLessThan(before.HeapBytes + (4 << 20), after.HeapBytes, $"{before} -> {after}");
        Assert.IsLessThan(before.ResidentBytes + (100 << 20), after.ResidentBytes, $"{before} -> {after}");
    }

    private void Churn(int kernels)
    {
        for (int i = 0; i < kernels; i++)
        {
            Adding handler = new();
            using HostedKernel kernel = i % 2 == 0 ? WithOwnNumbers(handler, i) : HostedKernel.Create(TestKernel.LinuxLike, handler);
            Volatile.Write(ref _current, i % 3 == 0 ? new LoopbackAbi(kernel, SyscallCaller.CurrentProcess) : kernel.Abi);
            if (i % 16 == 0)
            {
                WaitForACall();
            }

            kernel.Dispose();
            handler.IsDisposed = true;
        }
    }

    /// <summary>A page for every table of numbers would show.</summary>
    private static HostedKernel WithOwnNumbers(Adding handler, int number)
    {
        AbiShape shape = TestKernel.LinuxLike with
        {
            Numbers = SyscallNumbers.Parse(string.Create(CultureInfo.InvariantCulture, $"{number} call")),
        };
        return TestKernel.Of(
            (ref frame, _, _) =>
            {
                Result<nint, Errno> answer = handler.Add((nint)frame[0], (nint)frame[1]);
                frame[0] = answer.IsOk ? (ulong)answer.Value : 0;
                return answer.IsOk ? CallOutcome.Answered : CallOutcome.Malformed;
            },
            shape: shape);
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
        if (answer < 0)
        {
            // The next kernel comes sooner when nobody spins for it.
            Thread.Yield();
        }
    }

    /// <summary>What the process has of what kernels might leave behind.</summary>
    private sealed record Belongings(
        int Slots, int Mappings, int Descriptors, int Threads, int MarkedThreads, long HeapBytes, long ResidentBytes)
    {
        public static Belongings Now()
        {
            TestKernel.SettledConnections();
            return new(
                KernelTable.Slots,
                File.ReadLines("/proc/self/maps").Count(),
                Directory.GetFileSystemEntries("/proc/self/fd").Length,
                Directory.GetDirectories("/proc/self/task").Length,
                Binder.Kernel.MarkedThreads.Count,
                GC.GetTotalMemory(forceFullCollection: true),
                Environment.WorkingSet);
        }
    }
}

[SyscallInterface]
internal interface IAdding
{
    [Syscall(7)] Result<nint, Errno> Add(nint left, nint right);
}

/// <summary>Takes some time for each call, and fails one that its kernel's disposal should have waited for.</summary>
internal sealed class Adding : IAdding
{
    private bool _isDisposed;

    public bool IsDisposed
    {
        get => Volatile.Read(ref _isDisposed);
        set => Volatile.Write(ref _isDisposed, value);
    }

    public Result<nint, Errno> Add(nint left, nint right)
    {
        for (int turn = 0; turn < 20; turn++)
        {
            Thread.SpinWait(1);
        }

        return IsDisposed ? Result.Fail(Errno.EINVAL) : left + right;
    }
}
