using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class TwoThreadEndTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(64)]
    public void Dispose_refuses_waiting_calls_at_once_and_lets_the_running_one_end(int capacity)
    {
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim release = new();
        int served = 0;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            served++;
            inside.Set();
            release.Wait();
            frame[0] = 42;
            return CallOutcome.Answered;
        });
        TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess, capacity);
        nint answer = 0;
        Thread running = TestKernel.Start(() => answer = abi.Call(7));
        inside.Wait();
        nint[] refusals = new nint[4];
        Thread[] waiting = [.. refusals.Select((_, i) => TestKernel.Start(() => refusals[i] = abi.Call(8)))];
        Array.ForEach(waiting, thread => thread.UntilAsleep());

        bool isReleased = false;
        bool[] returnedAfterwards = new bool[2];
        Thread[] disposing = [.. returnedAfterwards.Select((_, i) => TestKernel.Start(() =>
        {
            abi.Dispose();
            returnedAfterwards[i] = Volatile.Read(ref isReleased);
        }))];
        Array.ForEach(waiting, thread => thread.Join());
        CollectionAssert.AreEqual(Enumerable.Repeat(-(nint)Errno.ESHUTDOWN, 4).ToArray(), refusals);
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(9));
        Array.ForEach(disposing, thread => thread.UntilAsleep());

        Volatile.Write(ref isReleased, true);
        release.Set();
        running.Join();
        Array.ForEach(disposing, thread => thread.Join());
        Assert.AreEqual(42, answer);
        CollectionAssert.AreEqual(new[] { true, true }, returnedAfterwards, "A Dispose returned while a handler ran.");
        Assert.AreEqual(1, served);
        abi.Dispose();
    }

    [TestMethod]
    public void Dispose_ends_the_thread_and_not_the_kernel()
    {
        Thread? thread = null;
        using HostedKernel kernel = TestKernel.Of((ref frame, who, settings) =>
        {
            thread = Thread.CurrentThread;
            return TestKernel.Add(ref frame, who, settings);
        });
        TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        abi.Call(1);
        abi.Dispose();
        Assert.IsFalse(thread!.IsAlive);
        Assert.AreEqual(3, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess).Call(1, 1, 2));
    }

    [TestMethod]
    public void Handler_may_dispose_the_way_that_it_serves()
    {
        TwoThreadAbi? abi = null;
        Thread? thread = null;
        nint inside = 0;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            thread = Thread.CurrentThread;
            abi!.Dispose();
            abi.Dispose();
            inside = abi.Call(7);
            frame[0] = 42;
            return CallOutcome.Answered;
        });
        abi = new(kernel, SyscallCaller.CurrentProcess);
        Assert.AreEqual(42, abi.Call(7));
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, inside);
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(7));
        abi.Dispose();
        Assert.IsFalse(thread!.IsAlive);
    }

    [TestMethod]
    public void Handler_may_dispose_the_kernel_that_it_serves()
    {
        HostedKernel? kernel = null;
        kernel = TestKernel.Of((ref frame, _, _) =>
        {
            kernel!.Dispose();
            frame[0] = 42;
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Assert.AreEqual(42, abi.Call(7));
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(7));
    }

    [TestMethod]
    public void Disposed_kernel_refuses_the_calls_that_wait_when_the_running_one_has_ended()
    {
        using ManualResetEventSlim inside = new();
        HostedKernel kernel = TestKernel.Of((ref frame, _, settings) =>
        {
            inside.Set();
            settings.Cancellation.WaitHandle.WaitOne();
            frame[0] = 42;
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        nint[] answers = new nint[4];
        Thread first = TestKernel.Start(() => answers[0] = abi.Call(7));
        inside.Wait();
        Thread[] others = [.. Enumerable.Range(1, 3).Select(i => TestKernel.Start(() => answers[i] = abi.Call(7)))];
        kernel.Dispose();
        first.Join();
        Array.ForEach(others, thread => thread.Join());
        nint refused = -(nint)Errno.ESHUTDOWN;
        CollectionAssert.AreEqual(new[] { 42, refused, refused, refused }, answers);
    }

    [TestMethod]
    public void Dispose_that_waits_too_long_names_the_call_and_may_be_tried_again()
    {
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim release = new();
        using HostedKernel kernel = TestKernel.Of(
            (ref _, _, _) =>
            {
                inside.Set();
                release.Wait();
                return CallOutcome.Answered;
            },
            new() { DisposeTimeout = TimeSpan.Zero });
        TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Thread caller = TestKernel.Start(() => abi.Call(7));
        inside.Wait();
        StringAssert.Contains(Assert.ThrowsExactly<TimeoutException>(abi.Dispose).Message, "Call 7 (seven)");
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(8));
        release.Set();
        caller.Join();
        ThreadStates.Until(() =>
        {
            try
            {
                abi.Dispose();
                return true;
            }
            catch (TimeoutException)
            {
                return false;
            }
        });
    }

    [TestMethod]
    [DataRow(-1L)]
    [DataRow(long.MaxValue)]
    public void Dispose_takes_every_timeout_that_a_kernel_takes(long ticks)
    {
        TimeSpan timeout = ticks < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(ticks);
        using HostedKernel kernel = TestKernel.Of(TestKernel.Add, new() { DisposeTimeout = timeout });
        TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        abi.Call(1);
        abi.Dispose();
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(1));
    }

    [TestMethod]
    public void Calls_that_race_with_dispose_are_answered_or_refused()
    {
        for (int round = 0; round < TestLength.Choose(50, 300); round++)
        {
            using HostedKernel kernel = TestKernel.Adding();
            TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess, capacity: 1 + (round % 3));
            int wrong = 0;
            using CountdownEvent started = new(3);
            Thread[] callers = [.. Enumerable.Range(0, 3).Select(_ => TestKernel.Start(() =>
            {
                nint answer = abi.Call(1, 1, 2);
                started.Signal();
                for (; answer == 3; answer = abi.Call(1, 1, 2))
                {
                }

                if (answer != -(nint)Errno.ESHUTDOWN)
                {
                    Interlocked.Increment(ref wrong);
                }
            }))];
            started.Wait();
            abi.Dispose();
            Array.ForEach(callers, caller => caller.Join());
            Assert.AreEqual(0, wrong);
        }
    }

    [TestMethod]
    public void Way_that_nobody_holds_is_collected_with_its_kernel_and_its_thread_ends()
    {
        (WeakReference Kernel, Thread Thread)[] dropped = [.. Enumerable.Range(0, 10).Select(_ => Drop())];
        for (int i = 0; i < 20 && dropped.Any(way => way.Kernel.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(dropped.Any(way => way.Kernel.IsAlive));
        foreach ((_, Thread thread) in dropped)
        {
            thread.Join();
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference, Thread) Drop()
        {
            // The handler holds the way, which the thread must not hold in turn.
            TwoThreadAbi? abi = null;
            Thread? thread = null;
            HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
            {
                thread = Thread.CurrentThread;
                frame[0] = frame.Number == 1 ? (ulong)abi!.Call(2) : 5;
                return CallOutcome.Answered;
            });
            abi = new(kernel, SyscallCaller.CurrentProcess);
            Assert.AreEqual(5, abi.Call(1));
            return (new(kernel), thread!);
        }
    }
}
