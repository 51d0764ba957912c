using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits what is checked of a value before anything of it is written: that it can travel.</summary>
internal static class EncodeChecks
{
    /// <summary>Whether there is anything to check.</summary>
    public static bool AreNeeded(ValuePlan plan) => plan switch
    {
        ScalarPlan scalar => LeafChecks.AreNeeded(scalar),
        RecordPlan record => AreNeeded(record.Fields),
        ArrayPlan array => AreNeeded(array.Element),
        TaggedPlan { TagField: { } tag } tagged when tag.FieldType == typeof(bool) => HaveCasesToCheck(tagged),
        TaggedPlan => true,
        _ => false,
    };

    /// <summary>Emits the checks, with an empty evaluation stack.</summary>
    public static void Emit(IlWriter il, ValuePlan plan, Place place, ValueName name)
    {
        if (!AreNeeded(plan))
        {
            return;
        }

        switch (plan)
        {
            case ScalarPlan scalar:
                LeafChecks.Emit(il, scalar, () => PushWord(il, scalar, place), name.ToString());
                break;
            case RecordPlan record:
                EmitFields(il, record, record.Fields, place, name);
                break;
            case ArrayPlan array:
                ArrayLoop.Emit(il, array, index => Emit(il, array.Element, Elements.At(place, array, index), name.Element()));
                break;
            case TaggedPlan { TagField: null } union:
                EmitRecordUnion(il, union, place, name);
                break;
            case TaggedPlan tagged:
                EmitTagged(il, tagged, place, name);
                break;
        }
    }

    private static bool AreNeeded(FieldPlan[] fields) => Array.Exists(fields, static field => AreNeeded(field.Value));

    private static void PushWord(IlWriter il, ScalarPlan scalar, Place place)
    {
        place.Load(il);
        ScalarIl.ToWord(il, scalar);
    }

    private static bool HaveCasesToCheck(TaggedPlan tagged) =>
        Array.Exists(tagged.Cases, static each => AreNeeded(each.Fields));

    private static void EmitFields(IlWriter il, ValuePlan plan, FieldPlan[] fields, Place holder, ValueName name)
    {
        foreach (FieldPlan field in fields)
        {
            Emit(il, field.Value, holder.Field(field.Field), name.Field(plan, field.Field));
        }
    }

    private static void EmitTagged(IlWriter il, TaggedPlan tagged, Place place, ValueName name)
    {
        Label good = il.Label();
        Label bad = il.Label();
        LocalBuilder tag = TagIl.Load(il, tagged, place);
        bool hasInner = HaveCasesToCheck(tagged);
        (ulong, Label)[] branches = Array.ConvertAll(tagged.Cases, each => (each.InMemory, hasInner ? il.Label() : good));
        new NumberSwitch(il, tag, bad).Emit(branches);
        for (int i = 0; i < tagged.Cases.Length && hasInner; i++)
        {
            il.Mark(branches[i].Item2);
            EmitFields(il, tagged, tagged.Cases[i].Fields, place, name);
            il.Branch(good);
        }

        il.Mark(bad);
        Throw(il, name);
        il.Mark(good);
    }

    private static void EmitRecordUnion(IlWriter il, TaggedPlan union, Place place, ValueName name)
    {
        Label good = il.Label();
        VariantIl.Emit(il, union, place, union.Cases, good, (each, variant) => EmitFields(il, union, each.Fields, variant, name));
        Throw(il, name);
        il.Mark(good);
    }

    private static void Throw(IlWriter il, ValueName name)
    {
        il.Constant(name.ToString());
        il.Call(Helper.Of(typeof(EncodeFaults), nameof(EncodeFaults.ThrowNoVariant)));
    }
}
