using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Native;

namespace Binder.Kernel;

/// <summary>
/// A call on its way to another thread and back. It carries copies of the frame's words, so that neither thread ever touches the other's
/// stack. A thread makes one and uses it again for every call.
/// </summary>
/// <remarks>
/// Who waits sees the answer because <see cref="_state"/> is exchanged after it was written, and read before it is: on every
/// processor, and for the memory that the handler wrote into as well.
/// </remarks>
internal sealed class TwoThreadCall
{
    private const int Running = 0;
    private const int Awaited = 1;
    private const int Ended = 2;

    /// <summary>The thread's own while it makes no call.</summary>
    [ThreadStatic]
    private static TwoThreadCall? t_spare;

    private readonly object _gate = new();
    private int _state;
    private CallOutcome _outcome;
    private HostedKernel? _kernel;
    private SyscallCaller? _caller;
    private TrapFrame _frame;

    private TwoThreadCall()
    {
    }

    public ref TrapFrame Frame => ref _frame;

    /// <summary>The call behind this one; the channel's.</summary>
    public TwoThreadCall? Next { get; set; }

    /// <summary>Takes the thread's own; <see cref="Return"/> gives it back.</summary>
    /// <exception cref="OutOfMemoryException">The thread has none yet, and there is no memory for it.</exception>
    public static TwoThreadCall Take(HostedKernel kernel, SyscallCaller caller)
    {
        TwoThreadCall call = t_spare ?? new TwoThreadCall();
        t_spare = null;
        call._state = Running;
        call._kernel = kernel;
        call._caller = caller;
        return call;
    }

    /// <summary>Leaves nothing behind that would keep a kernel alive.</summary>
    public void Return()
    {
        _kernel = null;
        _caller = null;
        t_spare = this;
    }

    /// <summary>
    /// Serves the call, on the kernel's thread. Not inlined, so that a thread that waits for the next call holds no kernel in its frame.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Serve()
    {
        // What interrupts this thread was meant for the handler, which is done.
        bool isInterrupted = false;
        End(Serve(_kernel!, _caller!, ref _frame), ref isInterrupted);
    }

    /// <summary>Serves a frame; nothing leaves here that would end the thread.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What handlers throw ends in the kernel: this is memory that ran out before.")]
    public static CallOutcome Serve(HostedKernel kernel, SyscallCaller caller, ref TrapFrame frame)
    {
        try
        {
            kernel.Serve(ref frame, caller, ThreadPointer.Current);
            return CallOutcome.Answered;
        }
        catch (Exception)
        {
            return CallOutcome.OutOfMemory;
        }
    }

    /// <summary>Gives the call back to who waits for it, and who may make the next one with it before this returns.</summary>
    public void End(CallOutcome outcome, ref bool isInterrupted)
    {
        _outcome = outcome;
        if (Interlocked.Exchange(ref _state, Ended) == Awaited)
        {
            PatientMonitor.Enter(_gate, ref isInterrupted);
            Monitor.Pulse(_gate);
            Monitor.Exit(_gate);
        }
    }

    /// <summary>
    /// Waits until the call has ended, whatever happens. <see cref="CallOutcome.Answered"/> says that the answer, or the kernel's own
    /// rejection, stands in the frame.
    /// </summary>
    public CallOutcome Await(ref bool isInterrupted)
    {
        ShortSpin spin = default;
        while (Volatile.Read(ref _state) != Ended)
        {
            if (!spin.Next())
            {
                Sleep(ref isInterrupted);
                break;
            }
        }

        return _outcome;
    }

    private void Sleep(ref bool isInterrupted)
    {
        if (Interlocked.CompareExchange(ref _state, Awaited, Running) == Running)
        {
            // A pulse may be that of an earlier call, whose end came while it still spun.
            PatientMonitor.Enter(_gate, ref isInterrupted);
            while (Volatile.Read(ref _state) != Ended)
            {
                PatientMonitor.Wait(_gate, ref isInterrupted);
            }

            Monitor.Exit(_gate);
        }
    }
}
