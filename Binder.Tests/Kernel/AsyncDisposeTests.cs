using System.Diagnostics.CodeAnalysis;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Kernel;

[SyscallInterface]
internal interface IEnding
{
    [Syscall(1)] int End(int how);

    [Syscall(2)] int Nested(int how);

    [Syscall(3)] int Wait(int value);
}

[Handles(typeof(IEnding))]
[SuppressMessage("Reliability", "CA2007", Justification = "There is no context to go back to.")]
internal sealed class EndingHandler
{
    public HostedKernel? Kernel { get; set; }

    public IEnding? Calls { get; set; }

    public Task Together { get; set; } = Task.CompletedTask;

    public Action Arrive { get; set; } = () => { };

    public TaskCompletionSource Inside { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<Exception?> Later { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsWaiting { get; private set; }

    public async ValueTask<int> EndAsync(int how)
    {
        if (how > 0)
        {
            await Task.Yield();
        }

        Arrive();
        await Together;
        Kernel!.Dispose();
        return IsWaiting ? -1 : 42;
    }

    public async ValueTask<int> NestedAsync(int how)
    {
        await Task.Yield();
        return Calls!.End(how);
    }

    /// <summary>Leaves behind what disposes when this call is long done, and another one of the same thread runs.</summary>
    public async ValueTask<int> WaitAsync(int value)
    {
        if (value == 0)
        {
            _ = Task.Run(async () =>
            {
                await Inside.Task;
                try
                {
                    Kernel!.Dispose();
                    Later.SetResult(null);
                }
                catch (TimeoutException exception)
                {
                    Later.SetResult(exception);
                }
            });
            return 0;
        }

        IsWaiting = true;
        Inside.SetResult();
        await Release.Task;
        IsWaiting = false;
        return value;
    }
}

[TestClass]
public sealed class AsyncDisposeTests
{
    private const int Ways = 4;

    private static readonly KernelOptions s_patient = new() { DisposeTimeout = Timeout.InfiniteTimeSpan };

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    public void Async_handler_that_disposes_its_kernel_is_not_waited_for_on_any_way(int how)
    {
        for (int way = 0; way < Ways; way++)
        {
            foreach (bool isNested in (bool[])[false, true])
            {
                EndingHandler handler = new();
                HostedKernel kernel = HostedKernel.Create(Shapes.Linux, s_patient, handler);
                SyscallAbi? abi = KernelWays.To(kernel).ElementAtOrDefault(way);
                if (abi is null)
                {
                    continue;
                }

                handler.Kernel = kernel;
                handler.Calls = SyscallBinder.Bind<IEnding>(kernel.Loopback());
                Assert.AreEqual(42, isNested ? abi.Raw(2, (ulong)how) : abi.Raw(1, (ulong)how));
                Assert.AreEqual(-(long)Errno.ESHUTDOWN, abi.Raw(1, 1));
            }
        }
    }

    [TestMethod]
    public void Async_handlers_that_dispose_their_kernel_at_once_do_not_wait_for_each_other()
    {
        TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int arrived = 0;
        EndingHandler handler = new()
        {
            Together = together.Task,
            Arrive = () =>
            {
                if (Interlocked.Increment(ref arrived) == 2)
                {
                    together.SetResult();
                }
            },
        };
        HostedKernel kernel = HostedKernel.Create(Shapes.Linux, s_patient, handler);
        handler.Kernel = kernel;
        SyscallAbi abi = kernel.Loopback();
        long answer = 0;
        Thread other = TestKernel.Start(() => answer = abi.Raw(1, 1));
        Assert.AreEqual(42, abi.Raw(1, 1));
        other.Join();
        Assert.AreEqual(42, answer);
    }

    [TestMethod]
    public void Async_handler_that_disposes_its_kernel_waits_for_the_calls_of_other_threads()
    {
        EndingHandler handler = new();
        HostedKernel kernel = HostedKernel.Create(Shapes.Linux, s_patient, handler);
        handler.Kernel = kernel;
        SyscallAbi abi = kernel.Loopback();
        long answer = 0;
        Thread other = TestKernel.Start(() => answer = abi.Raw(3, 7));
        handler.Inside.Task.Wait();
        handler.Arrive = () => ThreadPool.QueueUserWorkItem(_ =>
        {
            for (int i = 0; i < 50; i++)
            {
                Thread.Yield();
            }

            handler.Release.SetResult();
        });
        Assert.AreEqual(42, abi.Raw(1, 1), "Dispose returned before the other call.");
        other.Join();
        Assert.AreEqual(7, answer);
    }

    [TestMethod]
    public void What_a_handler_has_left_running_waits_for_the_later_calls_of_its_thread()
    {
        EndingHandler handler = new();
        HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { DisposeTimeout = TimeSpan.FromMilliseconds(1) }, handler);
        handler.Kernel = kernel;
        SyscallAbi abi = kernel.Loopback();
        Thread caller = TestKernel.Start(() =>
        {
            abi.Raw(3, 0);
            abi.Raw(3, 7);
        });
        Assert.IsInstanceOfType<TimeoutException>(handler.Later.Task.GetAwaiter().GetResult());
        handler.Release.SetResult();
        caller.Join();
        kernel.Dispose();
    }

    [TestMethod]
    public void Flow_of_a_handler_does_not_stay_with_the_thread()
    {
        EndingHandler handler = new();
        handler.Release.SetResult();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        Assert.AreEqual(7, kernel.Loopback().Raw(3, 7));
        Assert.IsNull(Binder.Emit.HandlerFlow.Current);
    }
}

file static class Connecting
{
    public static LoopbackAbi Loopback(this HostedKernel kernel) => new(kernel, SyscallCaller.CurrentProcess);
}
