using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// Memory that the kernel can reach, in one method of a proxy, for copies of what the frame points at; and the way out where there is no more of it:
/// the call is not made, and answered as a kernel that had no memory would.
/// </summary>
internal abstract class CopyScope(IlWriter il)
{
    private Label _refused;

    protected IlWriter Il { get; } = il;

    /// <summary>The local that holds the <see cref="CopyStack"/>.</summary>
    protected abstract LocalBuilder Stack { get; }

    /// <summary>The scope of a call; null where what its frame points at can stay where it is.</summary>
    /// <param name="il">The method.</param>
    /// <param name="plan">The call.</param>
    /// <param name="call">How it is made.</param>
    /// <param name="isLent">Whether the ABI lends memory.</param>
    public static CopyScope? For(IlWriter il, CallPlan plan, CallEmitter call, bool isLent) =>
        !plan.CarriesMemory ? null
        : isLent ? new LentScope(il, call)
        : !HostAddresses.FitInto(plan.Shape) ? new LowScope(il)
        : null;

    /// <summary>Notes where the memory stands; before the try block.</summary>
    public virtual void Begin() => _refused = Il.Label();

    /// <summary>Pushes the <see cref="CopyStack"/>.</summary>
    public void Push() => Il.Load(Stack);

    /// <summary>Goes to the way out where the bool on the stack, which is all there is on it, is false.</summary>
    public void RefuseIfFalse() => Il.BranchIfFalse(_refused);

    /// <summary>The way out, which a call that was made passes by; at the end of the try block.</summary>
    public void EmitRefusal(CallEmitter call)
    {
        Label made = Il.Label();
        Il.Branch(made);
        Il.Mark(_refused);
        call.Reject(CallOutcome.OutOfMemory);
        Il.Mark(made);
    }

    /// <summary>Gives back what was taken; in the finally block.</summary>
    public abstract void Release();
}
