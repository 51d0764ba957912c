using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class HandlerFailureTests
{
    public static IEnumerable<ulong> Throwing => [1, 2, 3, 4, 5];

    [TestMethod]
    [DynamicData(nameof(Throwing))]
    public void Handler_that_throws_is_an_error_to_the_caller_and_an_event_to_the_kernel(ulong number)
    {
        foreach (Exception exception in (Exception[])[
            new InvalidOperationException("thrown"), new OutOfMemoryException(), new InsufficientMemoryException(), new AccessViolationException(),
            new OperationCanceledException(), new AggregateException(new FormatException()), new SyscallException("inner")])
        {
            FailingHandler handler = new() { Exception = exception };
            List<HandlerFailedEventArgs> heard = [];
            using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new KernelOptions { HandlerError = Errno.EPROTO }, handler);
            kernel.HandlerFailed += (sender, failure) =>
            {
                Assert.AreSame(kernel, sender);
                heard.Add(failure);
            };
            foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
            {
                heard.Clear();
                space.Reset();
                Assert.AreEqual(-(long)Errno.EPROTO, abi.Raw(number, space.Writable, 2000));
                Assert.AreEqual(number, heard.Single().Number);
                Assert.AreSame(exception, heard.Single().Exception);
                Assert.IsTrue(space.IsUntouched());
                Assert.AreEqual(3, abi.Raw(6, 3));
            }
        }
    }

    [TestMethod]
    public void Memory_of_a_caller_that_throws_is_a_failure_like_a_handlers()
    {
        FailingHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        int failures = 0;
        kernel.HandlerFailed += (_, _) => failures++;
        foreach (SyscallAbi abi in KernelWays.To(kernel, new SyscallCaller(new ThrowingMemory())))
        {
            failures = 0;
            Assert.AreEqual(-(long)Errno.EIO, abi.Raw(2, 4096, 1));
            Assert.AreEqual(1, failures);
            Assert.AreEqual(3, abi.Raw(6, 3));
        }
    }

    [TestMethod]
    public void Scratch_memory_is_given_back_whatever_becomes_of_the_call()
    {
        FailingHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        ScratchMark before = ScratchStack.Current.Mark();
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset((byte)'x');
            ulong text = space.PutAtEnd("text\0"u8);
            foreach ((ulong number, ulong[] words, long answer) in ((ulong, ulong[], long)[])[
                (7, [space.Writable, 8192, space.Writable, 8192, text], 4),
                (7, [space.Writable, 100, space.End - 4000, 5000, text], -(long)Errno.EFAULT),
                (7, [space.Writable, 100, space.Writable, 5000, space.Start - 1], -(long)Errno.EFAULT),
                (7, [space.Writable, 100, space.Writable, ulong.MaxValue, text], -(long)Errno.EINVAL),
                (2, [space.Writable, 2000], 2000),
                (2, [space.Writable, 2000, 1], -(long)Errno.EBUSY),
                (2, [space.Writable, 2000, 2], -(long)Errno.EIO),
                (2, [space.Writable, 2000, 3], -(long)Errno.EIO),
                (2, [space.Writable, ulong.MaxValue], -(long)Errno.EINVAL),
                (2, [space.End - 1, 2000], -(long)Errno.EFAULT),
                (2, [space.Start, 2000], -(long)Errno.EFAULT),
                (99, [space.Writable, 2000], -(long)Errno.ENOSYS)])
            {
                Assert.AreEqual(answer, abi.Raw(number, words), $"call {number} to be answered {answer}");
                Assert.AreEqual(before, ScratchStack.Current.Mark());
            }
        }

        Assert.AreEqual(before, ScratchStack.Current.Mark());
    }

    [TestMethod]
    public void Interrupt_does_not_abandon_a_handler_that_is_not_done()
    {
        SlowHandler handler = new();
        handler.Done.SetResult();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(41, abi.Raw(1, 41), "Compiled, so that the next call waits for nothing but its handler.");
            handler.Inside.Wait();
            handler.Done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            long answer = 0;
            bool isStillInterrupted = false;
            Thread thread = new(() =>
            {
                Thread.CurrentThread.Interrupt();
                answer = abi.Raw(1, 42);
                try
                {
                    Thread.Sleep(1);
                }
                catch (ThreadInterruptedException)
                {
                    isStillInterrupted = true;
                }
            })
            { IsBackground = true };
            thread.Start();
            handler.Inside.Wait();
            Assert.IsTrue(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(System.Threading.ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));
            handler.Done.SetResult();
            thread.Join();
            Assert.AreEqual(42, answer);
            Assert.IsTrue(isStillInterrupted);
        }

        handler.Inside.Dispose();
    }

    [TestMethod]
    public void Handler_does_not_wait_for_the_thread_that_waits_for_it()
    {
        YieldingHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        SynchronizationContext? before = SynchronizationContext.Current;
        CountingContext context = new();
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            SynchronizationContext.SetSynchronizationContext(context);
            try
            {
                Assert.AreEqual(42, abi.Raw(1, 42));
                Assert.AreSame(context, SynchronizationContext.Current);
                Assert.AreEqual(-(long)Errno.EIO, abi.Raw(1, 0));
                Assert.AreSame(context, SynchronizationContext.Current);
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(before);
            }
        }

        Assert.AreEqual(0, context.Posts);
    }

    /// <summary>Stands for a context that runs everything on the thread it belongs to, as a window's does; that thread is inside a call.</summary>
    private sealed class CountingContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }
    }

    private sealed class ThrowingMemory : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination) => throw new IOException("no memory");

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => throw new IOException("no memory");
    }
}

[SyscallInterface]
internal interface IFailing
{
    [Syscall(1)] int Throw(nuint address, int count);

    [Syscall(2)] Result<long, Errno> ThrowWithSpan(Span<byte> data, int how);

    [Syscall(3)] int ThrowBeforeTask(nuint address, int count);

    [Syscall(4)] int ThrowInTask(nuint address, int count);

    [Syscall(5)] Result<Unit, Errno> ThrowLater(nuint address, int count);

    [Syscall(6)] int Fine(int value);

    [Syscall(7)] int Much(Span<byte> first, [Out] Span<byte> second, string text);
}

[Handles(typeof(IFailing))]
internal sealed class FailingHandler
{
    public Exception? Exception { get; init; }

    public int Throw(in SyscallContext context, nuint address, int count) => throw Exception!;

    public Result<long, Errno> ThrowWithSpan(Span<byte> data, int how)
    {
        data.Fill(1);
        return Exception is not null ? throw Exception : how switch
        {
            0 => data.Length,
            1 => Result.Fail(Errno.EBUSY),
            2 => default,
            _ => throw new FormatException(),
        };
    }

    public ValueTask<int> ThrowBeforeTask(nuint address, int count) => throw Exception!;

#pragma warning disable CS1998 // Nothing is awaited on purpose.
    public async ValueTask<int> ThrowInTaskAsync(nuint address, int count) => throw Exception!;
#pragma warning restore CS1998

    public async ValueTask<Result<Unit, Errno>> ThrowLaterAsync(nuint address, int count)
    {
        await Task.Yield();
        throw Exception!;
    }

    public int Fine(int value) => value;

    public int Much(Span<byte> first, Span<byte> second, string text) => text.Length;
}

[SyscallInterface]
internal interface ISlow
{
    [Syscall(1)] int Slow(int value);
}

[Handles(typeof(ISlow))]
internal sealed class SlowHandler
{
    public SemaphoreSlim Inside { get; } = new(0);

    public TaskCompletionSource Done { get; set; } = new();

    public async ValueTask<int> SlowAsync(int value)
    {
        Inside.Release();
        await Done.Task.ConfigureAwait(false);
        return value;
    }
}

[Handles(typeof(ISlow))]
internal sealed class YieldingHandler
{
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA2007", Justification = "The handler that goes on in its context is what is tested.")]
    public ValueTask<int> SlowAsync(int value)
    {
        return value == 0 ? throw new InvalidOperationException("before there is a task") : Later();

        async ValueTask<int> Later()
        {
            await Task.Yield();
            return value;
        }
    }
}
