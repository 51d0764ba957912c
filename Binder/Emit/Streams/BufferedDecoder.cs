using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Reads zeroed values one after the other through a <see cref="PackedReader"/>: the counterpart of <see cref="BufferedEncoder"/>.</summary>
/// <param name="il">The method.</param>
/// <param name="pushReader">Pushes the address of the <see cref="PackedReader"/>.</param>
/// <param name="malformed">Where to go, with an empty stack, where the stream is none of such values.</param>
internal sealed class BufferedDecoder(IlWriter il, Action pushReader, Label malformed)
{
    private readonly LocalBuilder _word = il.Local(typeof(ulong));

    public void Read(ValuePlan plan, Place place)
    {
        switch (plan)
        {
            case ScalarPlan scalar:
                ReadScalar(scalar, place);
                break;
            case RecordPlan record:
                ReadFields(record.Fields, place);
                break;
            case ArrayPlan array:
                ArrayLoop.Emit(il, array, index => Read(array.Element, Elements.At(place, array, index)));
                break;
            case OwnPlan own:
                ReadOwn(own, place);
                break;
            case TaggedPlan tagged:
                ReadTagged(tagged, place);
                break;
        }

        if (plan.IsValidated)
        {
            ValidationIl.Ask(il, place, malformed);
        }
    }

    private void ReadFields(FieldPlan[] fields, Place holder)
    {
        foreach (FieldPlan field in fields)
        {
            Read(field.Value, holder.Field(field.Field));
        }
    }

    private void ReadScalar(ScalarPlan scalar, Place place)
    {
        if (scalar.Bits == 128)
        {
            LocalBuilder low = il.Local(typeof(ulong));
            ReadWord(sizeof(ulong), low);
            ReadWord(sizeof(ulong), _word);
            place.BeginStore(il);
            il.Load(_word);
            il.Load(low);
            WideIl.Join(il, scalar.Type);
            place.EndStore(il);
            return;
        }

        ReadWord(scalar.Bytes, _word);
        ScalarStore.Emit(il, place, scalar, _word, malformed);
    }

    private void ReadWord(int bytes, LocalBuilder word)
    {
        pushReader();
        il.Constant(bytes);
        il.LoadAddress(word);
        il.Call(Helper.Of(typeof(PackedReader), nameof(PackedReader.TryWord)));
        il.BranchIfFalse(malformed);
    }

    private void ReadOwn(OwnPlan own, Place place)
    {
        pushReader();
        il.Constant(own.MaxBytes);
        place.PushHolder(il);
        il.Call(own.IsItsOwn
            ? Helper.Of(typeof(OwnEncodings), nameof(OwnEncodings.TryReadValue), own.Type)
            : Helper.Of(typeof(OwnEncodings), nameof(OwnEncodings.TryReadForeign), own.Type, own.Encoding));
        il.BranchIfFalse(malformed);
    }

    private void ReadTagged(TaggedPlan plan, Place place)
    {
        Label done = il.Label();
        StreamStep step = StreamStep.First([new(plan, place, plan.Type.Name)])!;
        ReadWord(plan.TagBytes, _word);
        (ulong, Label)[] branches = Array.ConvertAll(plan.Cases, each => (each.Tag, il.Label()));
        new NumberSwitch(il, _word, malformed).Emit(branches);
        for (int i = 0; i < branches.Length; i++)
        {
            il.Mark(branches[i].Item2);
            CaseStart.Emit(il, step, plan, i);
            ReadFields(plan.Cases[i].Fields, plan.Cases[i].Variant is null ? place : step.Variants[i]);
            if (plan.Cases[i].IsValidated)
            {
                ValidationIl.Ask(il, step.Variants[i], malformed);
            }

            il.Branch(done);
        }

        il.Mark(done);
    }
}
