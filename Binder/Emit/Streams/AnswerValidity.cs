using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// Asks a value that is about to be sent as an answer, and all that it holds, whether it is legal, inner values first. Arguments are asked where they
/// arrive: a kernel trusts no caller's word for it.
/// </summary>
internal static class AnswerValidity
{
    /// <summary>Whether anything is asked.</summary>
    public static bool IsNeeded(ValuePlan plan) => plan.IsValidated || plan switch
    {
        RecordPlan record => AreNeeded(record.Fields),
        ArrayPlan array => IsNeeded(array.Element),
        TaggedPlan tagged => Array.Exists(tagged.Cases, IsNeeded),
        _ => false,
    };

    /// <summary>Emits the questions, with an empty evaluation stack, where it is known that the value can travel.</summary>
    public static void Emit(IlWriter il, ValuePlan plan, Place place)
    {
        if (!IsNeeded(plan))
        {
            return;
        }

        switch (plan)
        {
            case RecordPlan record:
                EmitFields(il, record.Fields, place);
                break;
            case ArrayPlan array when IsNeeded(array.Element):
                ArrayLoop.Emit(il, array, index => Emit(il, array.Element, Elements.At(place, array, index)));
                break;
            case TaggedPlan { TagField: null } union:
                EmitVariants(il, union, place);
                break;
            case TaggedPlan tagged:
                EmitCases(il, tagged, place);
                break;
        }

        if (plan.IsValidated)
        {
            Ask(il, place);
        }
    }

    private static bool AreNeeded(FieldPlan[] fields) => Array.Exists(fields, static field => IsNeeded(field.Value));

    private static bool IsNeeded(CasePlan each) => each.IsValidated || AreNeeded(each.Fields);

    private static void EmitFields(IlWriter il, FieldPlan[] fields, Place holder)
    {
        foreach (FieldPlan field in fields)
        {
            Emit(il, field.Value, holder.Field(field.Field));
        }
    }

    private static void EmitCases(IlWriter il, TaggedPlan tagged, Place place)
    {
        Label done = il.Label();
        LocalBuilder tag = TagIl.Load(il, tagged, place);
        CasePlan[] asked = Array.FindAll(tagged.Cases, IsNeeded);
        (ulong, Label)[] branches = Array.ConvertAll(asked, each => (each.InMemory, il.Label()));
        new NumberSwitch(il, tag, done).Emit(branches);
        for (int i = 0; i < asked.Length; i++)
        {
            il.Mark(branches[i].Item2);
            EmitFields(il, asked[i].Fields, place);
            il.Branch(done);
        }

        il.Mark(done);
    }

    private static void EmitVariants(IlWriter il, TaggedPlan union, Place place)
    {
        Label done = il.Label();
        VariantIl.Emit(il, union, place, Array.FindAll(union.Cases, IsNeeded), done, (each, variant) =>
        {
            EmitFields(il, each.Fields, variant);
            if (each.IsValidated)
            {
                Ask(il, variant);
            }
        });
        il.Mark(done);
    }

    private static void Ask(IlWriter il, Place place)
    {
        Label good = il.Label();
        il.Note($"if ({place.Type.Name}.IsValid refuses it) the answer cannot be sent");
        ValidationIl.Push(il, place);
        il.BranchIfTrue(good);
        il.Call(Helper.Of(typeof(Unsendable), nameof(Unsendable.Invalid), place.Type));
        il.Mark(good);
    }
}
