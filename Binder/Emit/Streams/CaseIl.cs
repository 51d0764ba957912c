using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Finds out which case a tagged value in memory is.</summary>
internal static class CaseIl
{
    /// <summary>
    /// Goes to the label of the value's case; the object of a record union's stands in the step's variant then. The value was checked before, so
    /// that it is another one only where another thread changes it meanwhile: then the way goes to any case, or to <paramref name="bad"/>.
    /// </summary>
    public static void Branch(IlWriter il, StreamStep step, TaggedPlan plan, Label[] cases, Label bad)
    {
        if (plan.TagField is null)
        {
            ByType(il, step, plan, cases, bad);
        }
        else if (plan.TagField.FieldType == typeof(bool))
        {
            step.Place.Field(plan.TagField).Load(il);
            il.BranchIfTrue(cases[1]);
            il.Branch(cases[0]);
        }
        else
        {
            LocalBuilder tag = TagIl.Load(il, plan, step.Place);
            (ulong, Label)[] branches = new (ulong, Label)[cases.Length];
            for (int i = 0; i < cases.Length; i++)
            {
                branches[i] = (plan.Cases[i].InMemory, cases[i]);
            }

            new NumberSwitch(il, tag, cases[^1]).Emit(branches[..^1]);
        }
    }

    public static void Throw(IlWriter il, ValuePlan plan)
    {
        il.Constant(plan.Type.Name);
        il.Call(Helper.Of(typeof(EncodeFaults), nameof(EncodeFaults.ThrowNoVariant)));
    }

    private static void ByType(IlWriter il, StreamStep step, TaggedPlan plan, Label[] cases, Label bad)
    {
        LocalBuilder value = il.Local(plan.Type);
        step.Place.Load(il);
        il.Store(value);
        for (int i = 0; i < cases.Length; i++)
        {
            VariantPlace variant = step.Variants[i];
            variant.BeginStore(il);
            il.Load(value);
            il.IsInstance(variant.Type);
            variant.EndStore(il);
            variant.Load(il);
            il.BranchIfTrue(cases[i]);
        }

        il.Branch(bad);
    }
}
