using Binder.Kernel;
using Binder.Native;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed unsafe class CallMarksTests
{
    [TestMethod]
    public void Marks_nest_deeper_than_they_began_and_come_off_in_order()
    {
        CallMarks marks = CallMarks.Current;
        const long First = long.MaxValue - 1000;
        CallMark*[] entered = new CallMark*[100];
        for (int i = 0; i < 100; i++)
        {
            entered[i] = CallMarks.Enter(First + i, (ulong)i, ThreadPointer.Current);
        }

        for (int i = 99; i >= 0; i--)
        {
            Assert.IsTrue(marks.IsInside(First + i, out ulong number));
            Assert.AreEqual((ulong)i, number);
            Assert.IsTrue(marks.IsInside(First, out _));
            CallMarks.Leave(entered[i]);
            Assert.IsFalse(marks.IsInside(First + i, out _));
        }
    }

    [TestMethod]
    public void Marks_go_up_and_down_over_the_ends_of_pieces()
    {
        CallMarks marks = CallMarks.Current;
        const long Kernel = long.MaxValue - 3000;
        Random random = new(5);
        Stack<nint> entered = [];
        int deepest = 0;
        for (int i = 0; i < 20_000; i++)
        {
            if (random.Next(2) == 0 || entered.Count == 0)
            {
                entered.Push((nint)CallMarks.Enter(Kernel + entered.Count, (ulong)entered.Count, ThreadPointer.Current));
            }
            else
            {
                CallMarks.Leave((CallMark*)entered.Pop());
            }

            deepest = Math.Max(deepest, entered.Count);
            if (i % 100 == 0)
            {
                for (int depth = 0; depth < entered.Count; depth++)
                {
                    Assert.IsTrue(marks.IsInside(Kernel + depth, out ulong number) && number == (ulong)depth);
                }

                Assert.IsFalse(marks.IsInside(Kernel + entered.Count, out _));
            }
        }

        while (entered.TryPop(out nint mark))
        {
            CallMarks.Leave((CallMark*)mark);
        }

        Assert.IsFalse(marks.IsInside(Kernel, out _));
        Assert.IsGreaterThan(64, deepest);
    }

    [TestMethod]
    public void Every_thread_has_its_own_marks()
    {
        CallMarks own = CallMarks.Current;
        CallMarks? other = null;
        TestKernel.Start(() => other = CallMarks.Current).Join();
        Assert.AreSame(own, CallMarks.Current);
        Assert.IsNotNull(other);
        Assert.AreNotSame(own, other);
        Assert.AreEqual(Environment.CurrentManagedThreadId, own.ThreadId);
    }

    [TestMethod]
    public void Threads_inside_a_kernel_are_found_but_for_ones_own()
    {
        const long Kernel = long.MaxValue - 5000;
        CallMarks own = CallMarks.Current;
        using ManualResetEventSlim inside = new();
        using ManualResetEventSlim release = new();
        Thread thread = TestKernel.Start(() =>
        {
            CallMark* mark = CallMarks.Enter(Kernel, 99, ThreadPointer.Current);
            inside.Set();
            release.Wait();
            CallMarks.Leave(mark);
        });
        inside.Wait();
        Assert.AreEqual(new RunningCall(99, thread.ManagedThreadId), MarkedThreads.FindInside(new Disposal(Kernel, own, null)));
        release.Set();
        thread.Join();
        Assert.IsNull(MarkedThreads.FindInside(new Disposal(Kernel, own, null)));

        CallMark* second = CallMarks.Enter(Kernel, 1, ThreadPointer.Current);
        Assert.IsNull(MarkedThreads.FindInside(new Disposal(Kernel, own, null)));
        CallMarks.Leave(second);
    }

    [TestMethod]
    public void Calls_of_more_threads_than_there_are_slots_are_found()
    {
        const long Kernel = long.MaxValue - 7000;
        const int SmallStack = 256 * 1024;
        CallMarks own = CallMarks.Current;
        using CountdownEvent inside = new(ThreadSlots.All.Length + 50);
        using ManualResetEventSlim release = new();
        Thread[] threads = [.. Enumerable.Range(0, inside.InitialCount).Select(i => new Thread(
            () =>
            {
                CallMark* mark = CallMarks.Enter(Kernel + i, (ulong)i, ThreadPointer.Current);
                inside.Signal();
                release.Wait();
                CallMarks.Leave(mark);
            },
            SmallStack))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        inside.Wait();
        for (int i = 0; i < threads.Length; i++)
        {
            Assert.AreEqual(new RunningCall((ulong)i, threads[i].ManagedThreadId), MarkedThreads.FindInside(new Disposal(Kernel + i, own, null)));
        }

        release.Set();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        for (int i = 0; i < threads.Length; i++)
        {
            Assert.IsNull(MarkedThreads.FindInside(new Disposal(Kernel + i, own, null)));
        }
    }
}
