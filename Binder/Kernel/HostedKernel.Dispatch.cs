using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Kernel;

namespace Binder;

public sealed partial class HostedKernel
{
    /// <summary>
    /// Serves one call on the calling thread: what every way to this kernel ends in, for those who bring their own. Returns when the
    /// answer, or the shape's rejection, stands in the frame's words that <see cref="AbiShape.ReturnRegisters"/> name; the number is never overwritten.
    /// </summary>
    /// <param name="frame">Number and words as the caller sent them. Nothing else may write it meanwhile.</param>
    /// <param name="caller">Who calls.</param>
    /// <remarks>Throws nothing that a handler throws: see <see cref="HandlerFailed"/>.</remarks>
    /// <exception cref="ArgumentNullException">No caller.</exception>
    public void Dispatch(ref TrapFrame frame, SyscallCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        Serve(ref frame, caller);
    }

    /// <summary>The way of every call: allocates nothing, takes no lock.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A handler may throw anything; the kernel and its other callers go on.")]
    internal void Serve(ref TrapFrame frame, SyscallCaller caller)
    {
        CallMarks marks = CallMarks.Current;
        marks.Enter(Id, frame.Number);
        try
        {
            CallOutcome outcome;
            try
            {
                outcome = IsClosed ? CallOutcome.Closed
                    : caller.Filter is { } filter && !filter(frame.Number) ? CallOutcome.NotPermitted
                    : _dispatcher.Dispatch(ref frame, caller, _settings);
            }
            catch (Exception exception)
            {
                Report(frame.Number, exception);
                outcome = CallOutcome.HandlerFailed;
            }

            if (outcome != CallOutcome.Answered)
                Reject(ref frame, caller, outcome);
        }
        finally
        {
            marks.Leave();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Design", "CA1031", Justification = "As in Report.")]
    private void Reject(ref TrapFrame frame, SyscallCaller caller, CallOutcome outcome)
    {
        if (outcome == CallOutcome.Unsendable && _options.OnUnsendableAnswer is { } hear)
        {
            try
            {
                hear(new(frame.Number, caller, null));
            }
            catch (Exception)
            {
                // Who listens has no part in the call: it is answered whatever becomes of them.
            }
        }

        _rejections.Write(ref frame, outcome);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Design", "CA1031", Justification = "What a subscriber throws must reach neither the caller, who has no part in it, nor native code.")]
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
                // There is nobody left to tell: telling of failures is what failed.
            }
        }
    }
}
