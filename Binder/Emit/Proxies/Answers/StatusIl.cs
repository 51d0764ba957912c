using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The status in the last register of a tagged answer.</summary>
internal static class StatusIl
{
    /// <summary>Takes it into a local of 64 bits.</summary>
    public static LocalBuilder Take(IlWriter il, CallPlan plan, CallEmitter call)
    {
        LocalBuilder status = call.Take(plan.Layout.StatusRegister);
        if (plan.Layout.IsWide)
        {
            LocalBuilder high = call.Take(plan.Layout.StatusRegister, 1);
            il.Load(status);
            il.Load(high);
            il.Call(Helper.Of(typeof(AnswerStatus), nameof(AnswerStatus.OfWide)));
            il.Store(status);
        }

        return status;
    }
}
