using Binder.Tests.Native;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
[DoNotParallelize]
public sealed class HostileCallersTests
{
    private const int Threads = 4;
    private const int CallsPerCollection = 200;

    private static readonly int s_calls = TestLength.Choose(40_000, 1_000_000) / Threads;

    private readonly List<Exception> _thrown = [];
    private long _calls;
    private bool _isDone;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Hostile_calls_by_several_threads_are_answered_as_the_contract_says_and_the_kernel_serves_to_the_end()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { MaxCopy = HostileCaller.MaxCopy }, new HostileHandler());
        int failures = 0;
        kernel.HandlerFailed += (_, _) => Interlocked.Increment(ref failures);
        HostileCaller[] callers = [.. Enumerable.Range(0, Threads).Select(seed => new HostileCaller(kernel, seed))];
        int changes = 0;
        using CollectingHeap heap = new(() => Interlocked.Read(ref _calls), CallsPerCollection);
        Thread mapper = Start(() => changes = Flicker([.. callers.Select(caller => caller.Pages)]));
        Thread[] threads = Array.ConvertAll(callers, caller => Start(() => caller.Run(s_calls, () => Interlocked.Increment(ref _calls))));

        Array.ForEach(threads, thread => thread.Join());
        Volatile.Write(ref _isDone, true);
        mapper.Join();

        CollectionAssert.AreEqual(Array.Empty<Exception>(), _thrown);
        foreach (HostileCaller caller in callers)
        {
            Assert.IsNull(caller.Wrong);
            Assert.AreEqual(s_calls, caller.Calls);
            Assert.IsGreaterThan(0, caller.LuckyCalls);
            Assert.IsGreaterThan(0, caller.UnluckyCalls);
            caller.Dispose();
        }

        Assert.IsGreaterThan(0, heap.Collections);
        Assert.IsGreaterThan(100, changes);
        Assert.AreEqual(callers.Sum(caller => caller.Failures), failures);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(1, abi.Raw(4, 1, 5));
        }
    }

    private int Flicker(ProcessSpace[] spaces)
    {
        Random random = new(1);
        int changes = 0;
        for (; !Volatile.Read(ref _isDone); changes++)
        {
            spaces[random.Next(spaces.Length)].Flicker(random);
            Thread.Yield();
        }

        return changes;
    }

    /// <summary>What is thrown fails the test, not the process.</summary>
    private Thread Start(Action run)
    {
        Thread thread = new(() =>
        {
            try
            {
                run();
            }
            catch (Exception exception)
            {
                lock (_thrown)
                {
                    _thrown.Add(exception);
                }
            }
        });
        thread.Start();
        return thread;
    }
}
