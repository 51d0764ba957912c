using Binder.Boundary;
using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class TwoThreadChannelTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(64)]
    public void Full_channel_holds_senders_until_there_is_a_place(int capacity)
    {
        const int Over = 3;
        using HostedKernel kernel = TestKernel.Adding();
        TwoThreadChannel channel = new(capacity);
        int sent = 0;
        Thread[] senders = [.. Enumerable.Range(0, capacity + Over).Select(_ => TestKernel.Start(() =>
        {
            Send(channel, kernel);
            Interlocked.Increment(ref sent);
        }))];

        for (int taken = 0; taken < Over; taken++)
        {
            // All but those that wait for a place are through and ended.
            ThreadStates.Until(() => senders.Count(sender => !sender.IsAlive) == capacity + taken);
            foreach (Thread waiting in senders.Where(sender => sender.IsAlive))
            {
                waiting.UntilAsleep();
            }

            Assert.AreEqual(capacity + taken, Volatile.Read(ref sent));
            Assert.IsNotNull(channel.Take());
        }

        Array.ForEach(senders, sender => sender.Join());
        for (int i = 0; i < capacity; i++)
        {
            Assert.IsNotNull(channel.Take());
        }

        channel.Close();
        Assert.IsNull(channel.Take());
    }

    [TestMethod]
    public void Calls_are_taken_in_the_order_in_which_they_came()
    {
        using HostedKernel kernel = TestKernel.Adding();
        TwoThreadChannel channel = new(10);
        for (int round = 0; round < 3; round++)
        {
            TwoThreadCall[] calls = [.. Enumerable.Range(0, 10).Select(_ => Send(channel, kernel))];
            CollectionAssert.AreEqual(calls, Enumerable.Range(0, 10).Select(_ => channel.Take()).ToArray());
        }
    }

    [TestMethod]
    public void Close_ends_the_calls_that_wait_and_refuses_those_that_wait_for_a_place()
    {
        using HostedKernel kernel = TestKernel.Adding();
        TwoThreadChannel channel = new(2);
        TwoThreadCall[] waiting = [Send(channel, kernel), Send(channel, kernel)];
        bool[] isSent = [true, true, true];
        Thread[] senders = [.. isSent.Select((_, i) => TestKernel.Start(() =>
        {
            bool isInterrupted = false;
            isSent[i] = channel.TrySend(TwoThreadCall.Take(kernel, SyscallCaller.CurrentProcess), ref isInterrupted);
        }))];
        Array.ForEach(senders, sender => sender.UntilAsleep());
        channel.Close();
        channel.Close();
        Array.ForEach(senders, sender => sender.Join());
        CollectionAssert.AreEqual(new[] { false, false, false }, isSent);
        bool isInterrupted = false;
        foreach (TwoThreadCall call in waiting)
        {
            Assert.AreEqual(CallOutcome.Closed, call.Await(ref isInterrupted));
        }

        Assert.IsNull(channel.Take());
        Assert.IsFalse(channel.TrySend(TwoThreadCall.Take(kernel, SyscallCaller.CurrentProcess), ref isInterrupted));
    }

    [TestMethod]
    public void Interrupt_does_not_end_the_wait_for_a_place()
    {
        using HostedKernel kernel = TestKernel.Adding();
        TwoThreadChannel channel = new(1);
        Send(channel, kernel);
        bool isSent = false;
        bool isInterrupted = false;
        Thread sender = TestKernel.Start(() =>
            isSent = channel.TrySend(TwoThreadCall.Take(kernel, SyscallCaller.CurrentProcess), ref isInterrupted));
        sender.UntilAsleep();
        sender.Interrupt();
        ThreadStates.Until(() => Volatile.Read(ref isInterrupted));
        sender.UntilAsleep();
        Assert.IsNotNull(channel.Take());
        sender.Join();
        Assert.IsTrue(isSent);
        Assert.IsNotNull(channel.Take());
    }

    private static TwoThreadCall Send(TwoThreadChannel channel, HostedKernel kernel)
    {
        bool isInterrupted = false;
        TwoThreadCall call = TwoThreadCall.Take(kernel, SyscallCaller.CurrentProcess);
        Assert.IsTrue(channel.TrySend(call, ref isInterrupted));
        return call;
    }
}
