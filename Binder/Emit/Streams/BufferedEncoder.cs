using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Writes values one after the other through a <see cref="PackedWriter"/>: for streams that have too many positions, or encodings written by hand.</summary>
/// <param name="il">The method.</param>
/// <param name="pushWriter">Pushes the address of the <see cref="PackedWriter"/>.</param>
internal sealed class BufferedEncoder(IlWriter il, Action pushWriter)
{
    public void Write(ValuePlan plan, Place place)
    {
        switch (plan)
        {
            case ScalarPlan scalar:
                WriteScalar(scalar, place);
                break;
            case RecordPlan record:
                WriteFields(record.Fields, place);
                break;
            case ArrayPlan array:
                ArrayLoop.Emit(il, array, index => Write(array.Element, Elements.At(place, array, index)));
                break;
            case OwnPlan own:
                WriteOwn(own, place);
                break;
            case TaggedPlan tagged:
                WriteTagged(tagged, place);
                break;
        }
    }

    private void WriteFields(FieldPlan[] fields, Place holder)
    {
        foreach (FieldPlan field in fields)
        {
            Write(field.Value, holder.Field(field.Field));
        }
    }

    private void WriteScalar(ScalarPlan scalar, Place place)
    {
        if (scalar.Bits == 128)
        {
            WriteWord(() => WideIl.PushHalf(il, place, 0), sizeof(ulong));
            WriteWord(() => WideIl.PushHalf(il, place, 1), sizeof(ulong));
            return;
        }

        WriteWord(Push, scalar.Bytes);

        void Push()
        {
            place.Load(il);
            ScalarIl.ToBits(il, scalar);
        }
    }

    private void WriteWord(Action push, int bytes)
    {
        pushWriter();
        push();
        il.Constant(bytes);
        il.Call(Helper.Of(typeof(PackedWriter), nameof(PackedWriter.Word)));
    }

    private void WriteOwn(OwnPlan own, Place place)
    {
        place.PushHolder(il);
        pushWriter();
        il.Constant(own.MaxBytes);
        il.Call(own.IsItsOwn
            ? Helper.Of(typeof(OwnEncodings), nameof(OwnEncodings.WriteValue), own.Type)
            : Helper.Of(typeof(OwnEncodings), nameof(OwnEncodings.WriteForeign), own.Type, own.Encoding));
    }

    private void WriteTagged(TaggedPlan plan, Place place)
    {
        Label bad = il.Label();
        Label done = il.Label();
        StreamStep step = StreamStep.First([new(plan, place, plan.Type.Name)])!;
        Label[] cases = Array.ConvertAll(plan.Cases, _ => il.Label());
        CaseIl.Branch(il, step, plan, cases, bad);
        for (int i = 0; i < cases.Length; i++)
        {
            il.Mark(cases[i]);
            CasePlan each = plan.Cases[i];
            WriteWord(() => il.Constant(each.Tag), plan.TagBytes);
            WriteFields(each.Fields, each.Variant is null ? place : step.Variants[i]);
            il.Branch(done);
        }

        il.Mark(bad);
        CaseIl.Throw(il, plan);
        il.Mark(done);
    }
}
