namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class ContextTests
{
    private static readonly AbiShape s_shape = Shapes.Linux with { Numbers = SyscallNumbers.Parse("77 look") };

    [TestMethod]
    public void Context_says_what_the_call_is_and_who_makes_it()
    {
        Watcher handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shape, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            Assert.AreEqual(0, abi.Raw(77, 11, 12, 13, 14, 15, 16));
            SyscallContext context = handler.Seen;
            Assert.AreEqual(77ul, context.Number);
            Assert.AreEqual(77ul, context.Frame.Number);
            Assert.AreEqual("look", context.Name);
            for (int i = 0; i < 6; i++)
            {
                Assert.AreEqual((ulong)(11 + i), context.Frame[i]);
            }

            Assert.AreSame(space.Caller, context.Caller);
            Assert.AreSame(space, context.Caller.Identity);
            Assert.AreSame(space.Memory, context.Memory);
            Assert.IsTrue(context.Cancellation.CanBeCanceled);
            Assert.IsFalse(context.Cancellation.IsCancellationRequested);
        }
    }

    [TestMethod]
    public void Context_is_named_after_its_method_where_the_call_has_a_number()
    {
        Watcher handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shape, handler);
        Assert.AreEqual(0, new DispatchAbi(kernel, SyscallCaller.CurrentProcess).Raw(78, 1));
        Assert.AreEqual(nameof(IWatched.ByNumber), handler.Seen.Name);
    }

    [TestMethod]
    public void Context_that_is_kept_stays_as_it_was()
    {
        Watcher handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shape, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            abi.Raw(77, 1, 2, 3, 4, 5, 6);
            SyscallContext first = handler.Seen;
            for (ulong i = 0; i < 50; i++)
            {
                abi.Raw(77, 100 + i, 9, 9, 9, 9, 9);
            }

            GC.Collect();
            Assert.AreEqual(1ul, first.Frame[0]);
            Assert.AreEqual(6ul, first.Frame[5]);
            Assert.AreEqual(149ul, handler.Seen.Frame[0]);
        }
    }

    [TestMethod]
    public void Contexts_are_equal_where_they_tell_of_the_same()
    {
        Watcher handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shape, handler);
        using HostedKernel other = HostedKernel.Create(s_shape, handler);
        SyscallCaller caller = new(UserMemory.CurrentProcess);
        SyscallContext first = Call(kernel, caller, 77, 1, 2);
        SyscallContext same = Call(kernel, caller, 77, 1, 2);
        Assert.AreEqual(first, same);
        Assert.IsTrue(first == same);
        Assert.IsFalse(first != same);
        Assert.AreEqual(first.GetHashCode(), same.GetHashCode());
        foreach (SyscallContext different in (SyscallContext[])[
            Call(kernel, caller, 78, 1, 2),
            Call(kernel, caller, 77, 2, 2),
            Call(kernel, caller, 77, 1, 2, 0, 0, 0, 1),
            Call(kernel, SyscallCaller.CurrentProcess, 77, 1, 2),
            Call(other, caller, 77, 1, 2),
            default])
        {
            Assert.AreNotEqual(first, different);
            Assert.IsTrue(first != different);
        }

        SyscallContext Call(HostedKernel to, SyscallCaller by, ulong number, params ReadOnlySpan<ulong> words)
        {
            TrapFrame frame = new(number, words);
            frame[6] = (ulong)Environment.TickCount64; // No register of the shape, so no part of the call.
            to.Dispatch(ref frame, by);
            return handler.Seen;
        }
    }

    [TestMethod]
    public void Disposal_cancels_a_context_that_was_kept()
    {
        Watcher handler = new();
        HostedKernel kernel = HostedKernel.Create(s_shape, handler);
        kernel.Abi.Raw(77);
        CancellationToken token = handler.Seen.Cancellation;
        Assert.IsFalse(token.IsCancellationRequested);
        kernel.Dispose();
        Assert.IsTrue(token.WaitHandle.WaitOne(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public void Handler_that_waits_for_cancellation_ends_when_the_kernel_is_disposed()
    {
        Watcher handler = new();
        HostedKernel kernel = HostedKernel.Create(s_shape, handler);
        SyscallAbi abi = kernel.Abi;
        long answer = 0;
        Thread thread = new(() => answer = abi.Raw(79)) { IsBackground = true };
        thread.Start();
        handler.Waits.Wait();
        kernel.Dispose();
        thread.Join();
        Assert.AreEqual(-(long)Errno.EINTR, answer);
        handler.Waits.Dispose();
    }
}

[SyscallInterface]
internal interface IWatched
{
    [Syscall("look")] void Look();

    [Syscall(78)] void ByNumber();

    [Syscall(79)] Result<Unit, Errno> Wait();
}

[Handles(typeof(IWatched))]
internal sealed class Watcher
{
    public SyscallContext Seen { get; private set; }

    public SemaphoreSlim Waits { get; } = new(0);

    public void Look(in SyscallContext context) => Seen = context;

    public void ByNumber(SyscallContext context) => Seen = context;

    public async ValueTask<Result<Unit, Errno>> WaitAsync(SyscallContext context)
    {
        TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = context.Cancellation.Register(cancelled.SetResult);
        Waits.Release();
        await cancelled.Task.ConfigureAwait(false);
        return Result.Fail(Errno.EINTR);
    }
}
