using System.Reflection;
using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The field that says in memory which case a struct is.</summary>
internal static class TagIl
{
    /// <summary>Loads it as a number, zero-extended to 64 bits, into a passing local: read once, whatever happens to the memory meanwhile.</summary>
    public static LocalBuilder Load(IlWriter il, TaggedPlan plan, Place place)
    {
        LocalBuilder tag = il.Passing(typeof(ulong));
        Push(il, plan, place);
        il.Store(tag);
        return tag;
    }

    /// <summary>Pushes it as a number, zero-extended to 64 bits.</summary>
    public static void Push(IlWriter il, TaggedPlan plan, Place place)
    {
        place.Field(plan.TagField!).Load(il);
        ScalarIl.ToWord(il, Scalar(plan));
    }

    /// <summary>Stores a constant into it.</summary>
    public static void Store(IlWriter il, TaggedPlan plan, Place place, ulong number)
    {
        FieldInfo field = plan.TagField!;
        Place target = place.Field(field);
        target.BeginStore(il);
        il.Constant(number);
        il.Convert(Scalar(plan).Underlying);
        target.EndStore(il);
    }

    private static ScalarPlan Scalar(TaggedPlan plan) => ScalarPlan.Of(plan.TagField!.FieldType, pointerBits: 64)!;
}
