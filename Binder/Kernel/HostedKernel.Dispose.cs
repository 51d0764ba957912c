using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Binder.Emit;
using Binder.Kernel;

namespace Binder;

public sealed partial class HostedKernel
{
    [SuppressMessage("Usage", "CA2213", Justification = "Handlers may keep its token; without a timer it holds nothing to free.")]
    private readonly CancellationTokenSource _cancellation = new();
    private bool _closed;

    internal bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>How long a Dispose waits for running calls.</summary>
    internal TimeSpan DisposeTimeout => _options.DisposeTimeout;

    /// <summary>
    /// Closes the kernel: new calls get the shape's rejection, running ones see <see cref="SyscallContext.Cancellation"/> cancelled,
    /// and when they have ended this returns.
    /// </summary>
    /// <remarks>
    /// May be called several times, by several threads at once: each returns when the calls have ended. It may be called by a handler, and
    /// by an <c>async</c> one after any <c>await</c>: the calls that its own thread is inside, and those of threads that wait for an <c>async</c>
    /// handler whose code this is, are not waited for, and end after it; nor are those of handlers that are disposing the same kernel. What is registered with
    /// the token runs on the thread pool.
    /// <para>
    /// Of any other handler that waits for another thread's Dispose, Dispose does not know that, and waits for it in turn until the time is over: of one
    /// that blocks until a task has disposed, or returns the task of a method that does and is no <c>async</c> method itself. Make it <c>async</c> and await.
    /// </para>
    /// </remarks>
    /// <exception cref="TimeoutException">
    /// A call is still running after <see cref="KernelOptions.DisposeTimeout"/>; the message names it. The kernel stays closed, and another
    /// Dispose waits again.
    /// </exception>
    [SuppressMessage("Design", "CA1065", Justification = "To return while a handler runs would say that it does not.")]
    public void Dispose()
    {
        Volatile.Write(ref _closed, true);
        KernelTable.RemoveAll(Id);

        // The other half of the fence that calls do without; see CallMarks.
        Interlocked.MemoryBarrierProcessWide();
        _ = _cancellation.CancelAsync();

        Disposal disposal = new(Id, CallMarks.Current, HandlerFlow.Current);
        MarkedThreads.Begin(disposal);
        try
        {
            Wait(disposal);
        }
        finally
        {
            MarkedThreads.End(disposal);
        }
    }

    private void Wait(Disposal disposal)
    {
        long start = Stopwatch.GetTimestamp();
        SpinWait pause = default;
        while (MarkedThreads.FindInside(disposal) is { } call)
        {
            if (_options.DisposeTimeout != Timeout.InfiniteTimeSpan && Stopwatch.GetElapsedTime(start) >= _options.DisposeTimeout)
            {
                throw StillRunning(call.Number, call.ThreadId);
            }

            // Spins a little, then sleeps a millisecond at a time.
            pause.SpinOnce();
        }
    }

    /// <summary>A call as messages name it.</summary>
    internal string Describe(ulong number) => Shape.Numbers.TryGetName(number, out string? name) ? $"{number} ({name})" : $"{number}";

    private TimeoutException StillRunning(ulong number, int thread) => new(
        $"Call {Describe(number)} is still running on thread {thread}, {DisposeTimeout.TotalSeconds:0.###} s after Dispose began. "
        + "The kernel is closed, but its handlers are not done: let the handler watch SyscallContext.Cancellation, "
        + "or allow more time by KernelOptions.DisposeTimeout. Dispose may be called again to wait again.");
}
