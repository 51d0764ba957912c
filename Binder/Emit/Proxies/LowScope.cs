using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// The thread's memory below 4 GiB in one method of a proxy, and the way out where there is none: the call is not made, and answered as a
/// kernel that had no memory would.
/// </summary>
internal sealed class LowScope(IlWriter il)
{
    private ScratchScope? _scratch;
    private Label _refused;

    /// <summary>Whether addresses cross for which the shape has no room.</summary>
    public static bool IsNeeded(CallPlan plan) => plan.CarriesMemory && !HostAddresses.FitInto(plan.Shape);

    /// <summary>Notes where the memory stands; before the try block.</summary>
    public void Begin()
    {
        _scratch = new ScratchScope(il, isLow: true);
        _refused = il.Label();
    }

    /// <summary>Pushes the <see cref="ScratchStack"/>.</summary>
    public void Push() => il.Load(_scratch!.Stack);

    /// <summary>Goes to the way out where the bool on the stack, which is all there is on it, is false.</summary>
    public void RefuseIfFalse() => il.BranchIfFalse(_refused);

    /// <summary>The way out, which a call that was made passes by; at the end of the try block.</summary>
    public void EmitRefusal(CallEmitter call)
    {
        Label made = il.Label();
        il.Branch(made);
        il.Mark(_refused);
        call.Reject(CallOutcome.OutOfMemory);
        il.Mark(made);
    }

    /// <summary>Gives back what was taken; in the finally block.</summary>
    public void Release() => _scratch!.Release();
}
