using System.Runtime.CompilerServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Makes a value that is zero and is being read the case that its tag says, before what it holds is read.</summary>
internal static class CaseStart
{
    public static void Emit(IlWriter il, StreamStep step, TaggedPlan plan, int which)
    {
        CasePlan each = plan.Cases[which];
        if (each.Variant is null)
        {
            if (each.InMemory != 0)
            {
                TagIl.Store(il, plan, step.Place, each.InMemory);
            }

            return;
        }

        VariantPlace variant = step.Variants[which];
        variant.BeginStore(il);
        il.Call(Helper.Of(typeof(Variants), each.Fields.Length == 0 ? nameof(Variants.Shared) : nameof(Variants.New), each.Variant));
        variant.EndStore(il);
        step.Place.BeginStore(il);
        variant.Load(il);
        step.Place.EndStore(il);
    }
}
