using Binder.Boundary;

namespace Binder.Tests.Kernel;

/// <summary>What many calls come to: right answers beside a collecting heap, and no garbage of their own.</summary>
[TestClass]
public sealed class TwoThreadCallsTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    [DataRow(64)]
    public void Many_threads_get_their_own_answers_beside_a_collecting_heap(int capacity)
    {
        const int Callers = 6;
        int calls = TestLength.Choose(1_000, 5_000);
        int inside = 0;
        int together = 0;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            together += Interlocked.Increment(ref inside) - 1;
            _ = new byte[64];
            ulong sum = frame.Number;
            for (int i = 0; i < 6; i++)
            {
                sum = (sum * 31) + frame[i];
            }

            frame[0] = sum;
            Interlocked.Decrement(ref inside);
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess, capacity);
        int wrong = 0;
        long done = 0;
        Thread[] callers = [.. Enumerable.Range(1, Callers).Select(own => TestKernel.Start(() =>
        {
            for (ulong i = 0; i < (ulong)calls; i++)
            {
                // In an object, which moves.
                Holder holder = new() { Frame = new((ulong)own, i, i + 1, i * 2, ~i, 5, (ulong)own << 40) };
                TrapFrame wanted = holder.Frame;
                ulong sum = wanted.Number;
                for (int word = 0; word < 6; word++)
                {
                    sum = (sum * 31) + wanted[word];
                }

                wanted[0] = sum;
                abi.Trap(ref holder.Frame);
                Interlocked.Increment(ref done);
                if (holder.Frame != wanted)
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];
        using (CollectingHeap heap = new(() => Interlocked.Read(ref done), stepsPerCollection: 20))
        {
            Array.ForEach(callers, caller => caller.Join());
            Assert.IsGreaterThan(0, heap.Collections);
        }

        Assert.AreEqual(0, wrong);
        Assert.AreEqual(0, together, "Two calls were served at once.");
    }

    [TestMethod]
    public void Calls_allocate_nothing_on_either_thread()
    {
        using HostedKernel kernel = TestKernel.Of(Measured);
        using TwoThreadAbi abi = new(kernel, new(UserMemory.CurrentProcess, filter: number => number != 3));
        (long here, nint there) = Allocated(abi, calls: 20_000, before: () => { });
        Assert.AreEqual(0, here);
        Assert.AreEqual(0, there);
    }

    [TestMethod]
    public void Calls_for_which_both_threads_sleep_allocate_nothing()
    {
        Thread caller = Thread.CurrentThread;
        Thread? kernelsThread = null;
        using HostedKernel kernel = TestKernel.Of((ref frame, who, settings) =>
        {
            kernelsThread = Thread.CurrentThread;
            caller.UntilAsleep();
            return Measured(ref frame, who, settings);
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        (long here, nint there) = Allocated(abi, calls: 500, before: () => kernelsThread?.UntilAsleep());
        Assert.AreEqual(0, here);
        Assert.AreEqual(0, there);
    }

    [TestMethod]
    public void Refused_calls_allocate_nothing()
    {
        using HostedKernel kernel = TestKernel.Adding();
        TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        abi.Dispose();
        long before = 0;
        for (int i = -1000; i < 10_000; i++)
        {
            if (i == 0)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            abi.Call(1);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Number 2 answers what the kernel's thread has allocated.</summary>
    private static CallOutcome Measured(ref TrapFrame frame, SyscallCaller caller, Binder.Emit.DispatchSettings settings)
    {
        frame[0] = frame.Number == 2 ? (ulong)GC.GetAllocatedBytesForCurrentThread() : frame[0] + frame[1];
        return CallOutcome.Answered;
    }

    private static (long Here, nint There) Allocated(TwoThreadAbi abi, int calls, Action before)
    {
        long here = 0;
        nint there = 0;
        TrapFrame frame = new(1, 1, 2);
        for (int i = -calls / 10; i < calls; i++)
        {
            if (i == 0)
            {
                there = abi.Call(2);
                here = GC.GetAllocatedBytesForCurrentThread();
            }

            before();
            frame.Number = (ulong)(i & 2) + 1;
            abi.Trap(ref frame);
        }

        here = GC.GetAllocatedBytesForCurrentThread() - here;
        return (here, abi.Call(2) - there);
    }

    private sealed class Holder
    {
        public TrapFrame Frame;
    }
}
