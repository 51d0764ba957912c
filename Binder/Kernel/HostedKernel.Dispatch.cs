using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Emit;
using Binder.Kernel;
using Binder.Native;

namespace Binder;

public sealed partial class HostedKernel
{
    /// <summary>
    /// Serves one call on the calling thread: what every way to this kernel ends in, for those who bring their own. Returns when
    /// the answer, or the shape's rejection, stands in the frame's words that <see cref="AbiShape.ReturnRegisters"/> name; the
    /// number is never overwritten.
    /// </summary>
    /// <param name="frame">Number and words as the caller sent them. Nothing else may write it meanwhile.</param>
    /// <param name="caller">Who calls.</param>
    /// <remarks>Throws nothing that a handler throws: see <see cref="HandlerFailed"/>.</remarks>
    /// <exception cref="ArgumentNullException">No caller.</exception>
    public void Dispatch(ref TrapFrame frame, SyscallCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Serve(ref frame, caller, ThreadPointer.Current);
    }

    /// <summary>The way of every call: allocates nothing, takes no lock, throws nothing.</summary>
    /// <param name="frame">As for <see cref="Dispatch"/>.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="thread">The calling thread's <see cref="ThreadPointer"/>.</param>
    [SuppressMessage("Design", "CA1031", Justification = "A handler may throw anything; the kernel and its other callers go on.")]
    internal unsafe void Serve(ref TrapFrame frame, SyscallCaller caller, nint thread)
    {
        CallMark* mark = CallMarks.Enter(Id, frame.Number, thread);
        CallOutcome outcome = mark == null ? CallOutcome.OutOfMemory
            : IsClosed ? CallOutcome.Closed
            : caller.Filter is { } filter ? Permit(filter, frame.Number)
            : CallOutcome.Answered;
        if (outcome == CallOutcome.Answered)
        {
            // Loaded before the try block, where they would come from memory each time.
            SyscallDispatcher dispatcher = _dispatcher;
            DispatchSettings settings = _settings;
            try
            {
                outcome = dispatcher.Dispatch(ref frame, caller, settings);
            }
            catch (Exception exception)
            {
                // Ends here, so that the outcome need not be in memory for both to see.
                Reject(ref frame, Report(frame.Number, caller, exception), mark);
                return;
            }
        }

        // No finally, which would cost every call: Report throws nothing, and Reject takes the mark back whatever happens.
        if (outcome == CallOutcome.Answered)
        {
            CallMarks.Leave(mark);
        }
        else
        {
            Reject(ref frame, outcome, mark);
        }
    }

    /// <summary>Asks a caller's filter; one that throws counts as a failed handler.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Design", "CA1031", Justification = "A filter may throw anything; the kernel and its other callers go on.")]
    private CallOutcome Permit(Predicate<ulong> filter, ulong number)
    {
        try
        {
            return filter(number) ? CallOutcome.Answered : CallOutcome.NotPermitted;
        }
        catch (Exception exception)
        {
            Report(number, exception);
            return CallOutcome.HandlerFailed;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void Reject(ref TrapFrame frame, CallOutcome outcome, CallMark* mark)
    {
        try
        {
            _rejections.Write(ref frame, outcome);
        }
        finally
        {
            if (mark != null)
            {
                CallMarks.Leave(mark);
            }
        }
    }

    /// <summary>Tells of what ended a call: a handler that threw, or an answer of one that cannot be sent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CallOutcome Report(ulong number, SyscallCaller caller, Exception exception)
    {
        if (exception is UnsendableException unsendable)
        {
            ReportUnsendable(new UnsendableAnswer(number, caller, unsendable.Explain(_dispatcher.Find(number), number)));
            return CallOutcome.Unsendable;
        }

        Report(number, exception);
        return CallOutcome.HandlerFailed;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Who listens has no part in the call: it is answered whatever becomes of them.")]
    private void ReportUnsendable(UnsendableAnswer answer)
    {
        try
        {
            _options.OnUnsendableAnswer?.Invoke(answer);
        }
        catch (Exception)
        {
            // There is nobody left to tell.
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Design", "CA1031", Justification = "What a subscriber throws must reach neither the caller nor native code.")]
    private void Report(ulong number, Exception exception)
    {
        foreach (EventHandler<HandlerFailedEventArgs> hear in Delegate.EnumerateInvocationList(HandlerFailed))
        {
            try
            {
                hear(this, new(number, exception));
            }
            catch (Exception)
            {
                // Telling of a failure is what failed.
            }
        }
    }
}
