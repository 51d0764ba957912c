using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class CallMarksTests
{
    [TestMethod]
    public void Marks_nest_deeper_than_they_began_and_come_off_in_order()
    {
        CallMarks marks = CallMarks.Current;
        const long First = long.MaxValue - 1000;
        for (int i = 0; i < 100; i++)
            marks.Enter(First + i, (ulong)i);
        for (int i = 99; i >= 0; i--)
        {
            Assert.IsTrue(marks.IsInside(First + i, out ulong number));
            Assert.AreEqual((ulong)i, number);
            Assert.IsTrue(marks.IsInside(First, out _));
            marks.Leave();
            Assert.IsFalse(marks.IsInside(First + i, out _));
        }
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
            CallMarks.Current.Enter(Kernel, 99);
            inside.Set();
            release.Wait();
            CallMarks.Current.Leave();
        });
        inside.Wait();
        Assert.AreEqual(thread.ManagedThreadId, MarkedThreads.FindInside(Kernel, own, out ulong number)?.ThreadId);
        Assert.AreEqual(99ul, number);
        release.Set();
        thread.Join();
        Assert.IsNull(MarkedThreads.FindInside(Kernel, own, out _));

        own.Enter(Kernel, 1);
        Assert.IsNull(MarkedThreads.FindInside(Kernel, own, out _));
        own.Leave();
    }
}
