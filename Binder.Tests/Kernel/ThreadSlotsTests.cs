using Binder.Kernel;
using Binder.Native;

namespace Binder.Tests.Kernel;

[TestClass]
[DoNotParallelize]
public sealed unsafe class ThreadSlotsTests
{
    [TestInitialize]
    public void NeedsNativeCode() => TestKernel.NeedsNativeCode();

    [TestMethod]
    public void Thread_has_one_slot_from_its_first_call_on()
    {
        using HostedKernel kernel = TestKernel.Adding();
        TestKernel.Start(() =>
        {
            nint thread = ThreadPointer.Current;
            foreach (SyscallAbi abi in TestKernel.Ways(kernel))
            {
                Assert.AreEqual(3, abi.Call(1, 1, 2));
                ThreadSlot* slot = ThreadSlots.Find(thread);
                Assert.IsTrue(slot != null);
                Assert.AreEqual(Environment.CurrentManagedThreadId, slot->ThreadId);
                Assert.AreEqual(0, slot->Mark.Kernel);
                Assert.AreEqual(1ul, slot->Mark.Number);
            }

            int slots = 0;
            foreach (ref readonly ThreadSlot slot in ThreadSlots.All)
            {
                slots += slot.Thread == thread ? 1 : 0;
            }

            Assert.AreEqual(1, slots);
        }).Join();
    }

    [TestMethod]
    public void Slots_of_threads_that_ended_are_free_again()
    {
        using HostedKernel kernel = TestKernel.Adding();
        using CountdownEvent called = new(100);
        using ManualResetEventSlim release = new();
        int before = ThreadSlots.Used;
        for (int i = 0; i < called.InitialCount; i++)
        {
            TestKernel.Start(() =>
            {
                kernel.Abi.Call(1);
                called.Signal();
                release.Wait();
            });
        }

        called.Wait();
        Assert.IsGreaterThan(before + 50, ThreadSlots.Used);
        release.Set();

        // The last a thread does, after whoever joins it may go on.
        Assert.IsTrue(SpinWait.SpinUntil(() => ThreadSlots.Used <= before + 20, TimeSpan.FromMinutes(1)));
    }
}
