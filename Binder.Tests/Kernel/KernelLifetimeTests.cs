using Binder.Boundary;
using Binder.Emit;
using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class KernelLifetimeTests
{
    private const int Threads = 4;

    [TestMethod]
    public void Call_after_dispose_is_refused_by_every_way()
    {
        int served = 0;
        HostedKernel kernel = TestKernel.Of((ref _, _, _) =>
        {
            served++;
            return CallOutcome.Answered;
        });
        SyscallAbi[] ways = [.. TestKernel.Ways(kernel), kernel.Abi];
        kernel.Dispose();

        TrapFrame frame = new(7, 1, 2);
        kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
        Assert.AreEqual(new TrapFrame(7, TestKernel.Shutdown, 2), frame);
        foreach (SyscallAbi abi in (SyscallAbi[])[.. ways, .. TestKernel.Ways(kernel), kernel.Abi])
        {
            Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(7, 1, 2));
        }

        Assert.AreEqual(0, served);
    }

    [TestMethod]
    public void Call_after_dispose_is_refused_as_a_tagged_shape_says_it()
    {
        TestKernel.NeedsNativeCode();
        AbiShape tagged = TestKernel.LinuxLike with { Errors = ErrorConvention.Tagged, ReturnRegisters = [0, 1] };
        HostedKernel kernel = TestKernel.Adding(tagged);
        SyscallAbi abi = kernel.Abi;
        kernel.Dispose();
        TrapFrame frame = new(7, 1, 2, 3);
        abi.Trap(ref frame);
        Assert.AreEqual(new TrapFrame(7, 0x0101, 2, 3), frame);
    }

    [TestMethod]
    public void Dispose_lets_running_calls_end()
    {
        using CountdownEvent inside = new(Threads);
        int ended = 0;
        HostedKernel kernel = TestKernel.Of((ref TrapFrame frame, SyscallCaller _, DispatchSettings settings) =>
        {
            inside.Signal();
            settings.Cancellation.WaitHandle.WaitOne();
            for (int i = 0; i < 50; i++)
            {
                Thread.Yield();
            }

            Interlocked.Increment(ref ended);
            frame[0] = 42;
            return CallOutcome.Answered;
        });
        SyscallAbi[] ways = [.. TestKernel.Ways(kernel)];
        nint[] answers = new nint[Threads];
        Thread[] threads =
            [.. Enumerable.Range(0, Threads).Select(i => TestKernel.Start(() => answers[i] = ways[i % ways.Length].Call(7)))];
        inside.Wait();

        kernel.Dispose();

        Assert.AreEqual(Threads, ended, "Dispose returned before a call.");
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        CollectionAssert.AreEqual(Enumerable.Repeat((nint)42, Threads).ToArray(), answers);
    }

    [TestMethod]
    public void Two_disposes_at_once_both_wait()
    {
        using ManualResetEventSlim inside = new();
        int ended = 0;
        HostedKernel kernel = TestKernel.Of((ref TrapFrame _, SyscallCaller _, DispatchSettings settings) =>
        {
            inside.Set();
            settings.Cancellation.WaitHandle.WaitOne();
            for (int i = 0; i < 50; i++)
            {
                Thread.Yield();
            }

            Volatile.Write(ref ended, 1);
            return CallOutcome.Answered;
        });
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Thread caller = TestKernel.Start(() => abi.Call(7));
        inside.Wait();

        int seenByOther = -1;
        Thread other = TestKernel.Start(() =>
        {
            kernel.Dispose();
            seenByOther = Volatile.Read(ref ended);
        });
        kernel.Dispose();
        int seen = Volatile.Read(ref ended);
        other.Join();
        caller.Join();
        kernel.Dispose();

        Assert.AreEqual(1, seen);
        Assert.AreEqual(1, seenByOther);
    }

    [TestMethod]
    public void Dispose_inside_a_handler_returns_and_its_call_still_answers()
    {
        HostedKernel? kernel = null;
        kernel = TestKernel.Of((ref frame, caller, settings) =>
        {
            kernel!.Dispose();
            TrapFrame nested = new(8);
            kernel.Dispatch(ref nested, caller);
            frame[0] = nested[0] == TestKernel.Shutdown && settings.Cancellation.IsCancellationRequested ? 42u : 0;
            return CallOutcome.Answered;
        });
        SyscallAbi abi = TestKernel.Ways(kernel).Last();
        Assert.AreEqual(42, abi.Call(7));
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(7));
    }

    [TestMethod]
    public void Dispose_inside_a_handler_waits_for_the_calls_of_other_threads()
    {
        using ManualResetEventSlim inside = new();
        int ended = 0;
        HostedKernel? kernel = null;
        kernel = TestKernel.Of((ref frame, _, settings) =>
        {
            if (frame.Number == 1)
            {
                inside.Set();
                settings.Cancellation.WaitHandle.WaitOne();
                for (int i = 0; i < 50; i++)
                {
                    Thread.Yield();
                }

                Volatile.Write(ref ended, 1);
            }
            else
            {
                kernel!.Dispose();
                frame[0] = (ulong)Volatile.Read(ref ended);
            }

            return CallOutcome.Answered;
        });
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Thread other = TestKernel.Start(() => abi.Call(1));
        inside.Wait();
        Assert.AreEqual(1, abi.Call(2));
        other.Join();
    }

    [TestMethod]
    public void Handlers_that_dispose_their_kernel_at_once_do_not_wait_for_each_other()
    {
        using Barrier together = new(2);
        HostedKernel? kernel = null;
        kernel = TestKernel.Of(
            (ref frame, _, _) =>
            {
                together.SignalAndWait();
                kernel!.Dispose();
                frame[0] = 42;
                return CallOutcome.Answered;
            },
            new() { DisposeTimeout = Timeout.InfiniteTimeSpan });
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        nint answer = 0;
        Thread other = TestKernel.Start(() => answer = abi.Call(1));
        Assert.AreEqual(42, abi.Call(2));
        other.Join();
        Assert.AreEqual(42, answer);
    }

    [TestMethod]
    [DataRow(7, "7 (seven)")]
    [DataRow(9, "9")]
    public void Dispose_that_waits_too_long_names_the_call_and_may_be_repeated(int number, string named)
    {
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim release = new();
        HostedKernel kernel = TestKernel.Of(
            (ref frame, _, _) =>
            {
                inside.Set();
                release.Wait();
                frame[0] = 42;
                return CallOutcome.Answered;
            },
            new() { DisposeTimeout = TimeSpan.FromMilliseconds(1) });
        SyscallAbi abi = TestKernel.Ways(kernel).Last();
        nint answer = 0;
        Thread caller = TestKernel.Start(() => answer = abi.Call((ulong)number));
        inside.Wait();

        TimeoutException thrown = Assert.ThrowsExactly<TimeoutException>(kernel.Dispose);
        StringAssert.StartsWith(thrown.Message, $"Call {named} is still running on thread {caller.ManagedThreadId}, 0.001 s");
        Assert.ThrowsExactly<TimeoutException>(kernel.Dispose);
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, abi.Call(8), "A kernel that could not be disposed in time is closed all the same.");

        release.Set();
        caller.Join();
        kernel.Dispose();
        Assert.AreEqual(42, answer);
    }

    [TestMethod]
    public void Handler_that_throws_leaves_no_mark_behind()
    {
        HostedKernel kernel = TestKernel.Of((ref _, _, _) => throw new FormatException(), new() { DisposeTimeout = TimeSpan.Zero });
        SyscallAbi[] ways = [.. TestKernel.Ways(kernel)];
        Thread caller = TestKernel.Start(() =>
        {
            foreach (SyscallAbi abi in ways)
            {
                abi.Call(1);
            }
        });
        caller.Join();
        foreach (SyscallAbi abi in ways)
        {
            abi.Call(1);
        }

        kernel.Dispose();
        Assert.IsFalse(CallMarks.Current.IsInside(kernel.Id, out _));
    }

    [TestMethod]
    public void Dispose_of_another_kernel_does_not_wait_for_this_ones_calls()
    {
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim release = new();
        using HostedKernel busy = TestKernel.Of((ref _, _, _) =>
        {
            inside.Set();
            release.Wait();
            return CallOutcome.Answered;
        });
        Thread caller = TestKernel.Start(() => new LoopbackAbi(busy, SyscallCaller.CurrentProcess).Call(1));
        inside.Wait();
        HostedKernel idle = TestKernel.Of((ref _, _, _) => CallOutcome.Answered, new() { DisposeTimeout = TimeSpan.Zero });
        idle.Dispose();
        release.Set();
        caller.Join();
    }

    [TestMethod]
    public void Cancellation_callback_that_throws_does_not_end_dispose()
    {
        HostedKernel kernel = TestKernel.Of((ref TrapFrame frame, SyscallCaller _, DispatchSettings settings) =>
        {
            settings.Cancellation.Register(() => throw new InvalidOperationException("callback"));
            frame[0] = 1;
            return CallOutcome.Answered;
        });
        Assert.AreEqual(1, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess).Call(1));
        kernel.Dispose();
        Assert.AreEqual(-(nint)Errno.ESHUTDOWN, new LoopbackAbi(kernel, SyscallCaller.CurrentProcess).Call(1));
    }

    [TestMethod]
    [DoNotParallelize]
    public void Kernel_that_nobody_holds_is_collected_without_dispose()
    {
        TestKernel.NeedsNativeCode();
        int before = TestKernel.SettledConnections();
        WeakReference[] kernels = [.. Enumerable.Range(0, 50).Select(_ => Abandon())];
        Assert.AreEqual(before + 50, KernelTable.Count);
        for (int i = 0; i < 20 && (kernels.Any(kernel => kernel.IsAlive) || KernelTable.Count > before); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(kernels.Any(kernel => kernel.IsAlive));
        Assert.AreEqual(before, KernelTable.Count);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static WeakReference Abandon()
        {
            HostedKernel kernel = TestKernel.Adding();
            kernel.HandlerFailed += (_, _) => _ = kernel.Abi;
            Assert.AreEqual(3, kernel.Abi.Call(1, 1, 2));
            return new(kernel);
        }
    }

    [TestMethod]
    public void Connection_keeps_its_kernel_alive()
    {
        TestKernel.NeedsNativeCode();
        SyscallAbi abi = Connect();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.AreEqual(3, abi.Call(1, 1, 2));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static SyscallAbi Connect() => TestKernel.Adding().Abi;
    }
}
