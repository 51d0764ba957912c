using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A call that the user side itself does not make, answered as a kernel of the shape would reject it.</summary>
internal static class RejectedCall
{
    /// <summary>Sets the answer's word, sign-extended to 64 bits, as <see cref="CallEmitter"/> does after a call.</summary>
    public static void Emit(IlWriter il, CallPlan plan, CallOutcome outcome, LocalBuilder answer)
    {
        TrapFrame frame = default;
        new RejectionWriter(plan.Shape).Write(ref frame, outcome);
        ulong word = frame[plan.Layout.AnswerWord(0)];
        il.Note($"answer = what a kernel says to {outcome}");
        il.Constant(plan.Shape.RegisterBits == 32 ? (int)word : (long)word);
        il.Store(answer);
    }
}
