using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Kernel;

namespace Binder;

/// <summary>
/// A way to a kernel in this process that runs handlers on a thread of its own, one call at a time, while callers wait. Works on every
/// platform, and with every shape. After its own disposal or the kernel's every call gets the shape's rejection.
/// </summary>
/// <remarks>
/// Any number of threads may call. Their calls are served in the order in which they come. A call that was sent is never abandoned:
/// <see cref="Thread.Interrupt"/> ends no wait here, and is felt at the thread's next wait after the call.
/// <para>
/// A handler that calls through this way again, on the kernel's thread, which it runs on, is served at once. One that waits for a call
/// of another thread through this way waits for itself: so does an asynchronous handler that makes one after its first await.
/// Asynchronous locals stay with the caller.
/// </para>
/// <para>Without <see cref="Dispose"/> the thread ends when nobody holds this object; it keeps no process alive.</para>
/// </remarks>
public sealed class TwoThreadAbi : SyscallAbi, IDisposable
{
    private readonly HostedKernel _kernel;
    private readonly SyscallCaller _caller;
    private readonly FrameLayout _layout;
    private readonly RejectionWriter _rejections;
    private readonly TwoThreadChannel? _channel;
    private readonly Thread _thread;

    /// <summary>Makes the way and starts its thread.</summary>
    /// <param name="kernel">The kernel; it is not disposed with this way.</param>
    /// <param name="caller">Who calls through this way. Its filter runs on the kernel's thread.</param>
    /// <param name="capacity">How many calls may wait while one is served, at least 1. Callers beyond that wait for a place.</param>
    /// <exception cref="ArgumentNullException">Something is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public TwoThreadAbi(HostedKernel kernel, SyscallCaller caller, int capacity = 64)
        : base((kernel ?? throw new ArgumentNullException(nameof(kernel))).Shape)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _kernel = kernel;
        _caller = caller;
        _layout = new FrameLayout(Shape);
        _rejections = new RejectionWriter(Shape);
        _channel = new TwoThreadChannel(capacity);
        _thread = Start(_channel);
    }

    /// <summary>Ends the thread. There is no channel where the constructor threw.</summary>
    ~TwoThreadAbi() => _channel?.Close();

    /// <summary>The caller's memory.</summary>
    public override UserMemory Memory => _caller.Memory;

    /// <inheritdoc/>
    public override void Trap(ref TrapFrame frame)
    {
        if (Thread.CurrentThread == _thread)
        {
            ServeInside(ref frame);
            return;
        }

        bool isInterrupted = false;
        TwoThreadCall call = TwoThreadCall.Take(_kernel, _caller);
        TrapFrame.CopyUsed(frame, ref call.Frame, _layout.Words);
        CallOutcome outcome = _channel!.TrySend(call, ref isInterrupted) ? call.Await(ref isInterrupted) : CallOutcome.Closed;
        Answer(ref frame, call.Frame, outcome);
        call.Return();
        if (isInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }

        // Its finalizer would close the channel.
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Closes the way: new and waiting calls get the shape's rejection, and when the running one has ended with its answer, and the
    /// thread with it, this returns.
    /// </summary>
    /// <remarks>
    /// May be called several times, by several threads at once. A handler that runs on the kernel's thread may call it: its own
    /// call is not waited for. The kernel stays open, so that <see cref="SyscallContext.Cancellation"/> is not cancelled by
    /// this: dispose the kernel first where handlers wait for that.
    /// </remarks>
    /// <exception cref="TimeoutException">
    /// The call is still running after <see cref="KernelOptions.DisposeTimeout"/>; the message names it. The way stays closed, and
    /// another Dispose waits again.
    /// </exception>
    [SuppressMessage("Design", "CA1065", Justification = "To return while a handler runs would say that it does not.")]
    public void Dispose()
    {
        _channel!.Close();
        GC.SuppressFinalize(this);
        if (Thread.CurrentThread == _thread)
        {
            return;
        }

        // Join takes no more milliseconds than an int has.
        TimeSpan timeout = _kernel.DisposeTimeout;
        if (!_thread.Join(timeout.TotalMilliseconds > int.MaxValue ? Timeout.InfiniteTimeSpan : timeout))
        {
            throw new TimeoutException(
                $"Call {_kernel.Describe(_channel.Taken)} is still running on the kernel's thread {_thread.ManagedThreadId}, "
                + $"{timeout.TotalSeconds:0.###} s after Dispose began. The way is closed, but the handler is not done: dispose the kernel "
                + "first and let the handler watch SyscallContext.Cancellation, or allow more time by KernelOptions.DisposeTimeout. "
                + "Dispose may be called again to wait again.");
        }
    }

    /// <summary>The thread holds the channel and nothing else, so that the way and its kernel can be collected while it waits.</summary>
    private static Thread Start(TwoThreadChannel channel)
    {
        Thread thread = new(() =>
        {
            while (channel.Take() is { } call)
            {
                call.Serve();
            }
        })
        {
            IsBackground = true,
            Name = "Binder kernel",
        };
        thread.UnsafeStart();
        return thread;
    }

    /// <summary>A handler's own call: nobody else could serve it while the handler waits.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ServeInside(ref TrapFrame frame)
    {
        TrapFrame copy = default;
        TrapFrame.CopyUsed(frame, ref copy, _layout.Words);
        Answer(ref frame, copy, _channel!.IsClosed ? CallOutcome.Closed : TwoThreadCall.Serve(_kernel, _caller, ref copy));
    }

    private void Answer(ref TrapFrame frame, in TrapFrame served, CallOutcome outcome)
    {
        if (outcome == CallOutcome.Answered)
        {
            _layout.CopyAnswer(served, ref frame);
        }
        else
        {
            _rejections.Write(ref frame, outcome);
        }
    }
}
