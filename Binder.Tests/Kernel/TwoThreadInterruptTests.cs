using Binder.Boundary;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class TwoThreadInterruptTests
{
    [TestMethod]
    public void Interrupt_waits_until_the_answer_is_there()
    {
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim release = new();
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            inside.Set();
            release.Wait();
            frame[0] = 42;
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        nint answer = 0;
        bool wasInterrupted = false;
        Thread caller = TestKernel.Start(() =>
        {
            answer = abi.Call(7);
            wasInterrupted = ThreadStates.TakeInterrupt();
        });
        inside.Wait();
        for (int i = 0; i < 5; i++)
        {
            caller.UntilAsleep();
            caller.Interrupt();
        }

        release.Set();
        caller.Join();
        Assert.AreEqual(42, answer);
        Assert.IsTrue(wasInterrupted);
    }

    [TestMethod]
    public void Call_without_an_interrupt_leaves_none()
    {
        using HostedKernel kernel = TestKernel.Adding();
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        abi.Call(1);
        Assert.IsFalse(ThreadStates.TakeInterrupt());
    }

    [TestMethod]
    public void Storm_of_interrupts_spoils_no_answer_and_does_not_end_the_kernels_thread()
    {
        const int Callers = 3;
        int calls = TestLength.Choose(1_000, 5_000);
        Thread? kernelsThread = null;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            kernelsThread = Thread.CurrentThread;
            frame[0] = (frame[0] * 31) ^ frame[1];
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess, capacity: 1);
        abi.Call(1);
        int wrong = 0;
        int interrupts = 0;
        Thread[] callers = [.. Enumerable.Range(1, Callers).Select(own => TestKernel.Start(() =>
        {
            for (ulong i = 0; i < (ulong)calls; i++)
            {
                TrapFrame frame = new(i, i, (ulong)own);
                abi.Trap(ref frame);
                if (frame != new TrapFrame(i, (i * 31) ^ (ulong)own, (ulong)own))
                {
                    Interlocked.Increment(ref wrong);
                }

                if (ThreadStates.TakeInterrupt())
                {
                    Interlocked.Increment(ref interrupts);
                }
            }
        }))];
        while (Array.Exists(callers, caller => caller.IsAlive))
        {
            Array.ForEach(callers, caller => caller.Interrupt());
            kernelsThread!.Interrupt();
            Thread.Yield();
        }

        Assert.AreEqual(0, wrong);
        Assert.AreNotEqual(0, interrupts);
        Assert.IsTrue(kernelsThread!.IsAlive);
        Assert.AreEqual(31, abi.Call(1, 1));
    }
}
