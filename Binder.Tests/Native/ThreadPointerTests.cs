using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class ThreadPointerTests
{
    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Threads_that_live_at_the_same_time_have_different_ones()
    {
        using Barrier barrier = new(20);
        nint[] pointers = new nint[barrier.ParticipantCount];
        Thread[] threads = [.. Enumerable.Range(0, pointers.Length).Select(i => new Thread(() =>
        {
            pointers[i] = ThreadPointer.Current;
            barrier.SignalAndWait();
            pointers[i] = pointers[i] == ThreadPointer.Current ? pointers[i] : 0;
        }))];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        Assert.IsTrue(ThreadPointer.IsKnown);
        Assert.DoesNotContain(0, pointers);
        Assert.AreEqual(pointers.Length, pointers.Distinct().Count());
    }

    [TestMethod]
    public void Gates_give_the_entry_the_one_that_managed_code_reads()
    {
        ulong* frame = stackalloc ulong[7];
        foreach (HostedPage page in (HostedPage[])[
            HostedThunks.For(HostCode.Current.Linux, [0], HostedEntries.Thread, 0),
            HostedThunks.ByPointer(HostedEntries.Thread, 0)])
        {
            new Span<ulong>(frame, 7).Clear();
            NativeCall.HostedTrap(page.Address, frame, 0);
            Assert.AreEqual((ulong)ThreadPointer.Current, frame[1]);
        }
    }

    [TestMethod]
    public void Word_is_cleared_when_its_thread_ends()
    {
        nint[] words = GC.AllocateArray<nint>(3, pinned: true);
        nint* word = (nint*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref words[1]);
        words.AsSpan().Fill(-1);
        using ManualResetEventSlim set = new();
        using ManualResetEventSlim release = new();
        Thread thread = new(() =>
        {
            Assert.IsTrue(ThreadPointer.ClearAtEnd(word));
            set.Set();
            release.Wait();
        });
        thread.Start();
        set.Wait();
        GC.Collect();
        Assert.AreEqual(-1, *word);
        release.Set();
        Assert.IsTrue(SpinWait.SpinUntil(() => Volatile.Read(ref words[1]) == 0, TimeSpan.FromMinutes(1)));
        CollectionAssert.AreEqual(new nint[] { -1, 0, -1 }, words);
    }
}
