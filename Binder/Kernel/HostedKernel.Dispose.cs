using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
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
    /// May be called several times, by several threads at once: each returns when the calls have ended. It may be called by a handler:
    /// the calls that its own thread is inside are not waited for, and end after it; nor are those of handlers that are disposing
    /// the same kernel. What is registered with the token runs on the thread pool.
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

        CallMarks own = CallMarks.Current;
        long outer = own.Disposing;
        own.Disposing = Id;
        try
        {
            Wait(own);
        }
        finally
        {
            own.Disposing = outer;
        }
    }

    private void Wait(CallMarks own)
    {
        long start = Stopwatch.GetTimestamp();
        SpinWait pause = default;
        while (MarkedThreads.FindInside(Id, own) is { } call)
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
