using System.Reflection;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>A struct: its instance fields, private ones too, in order of declaration.</summary>
internal sealed class RecordPlan(Type type, FieldPlan[] fields) : ValuePlan(type)
{
    public FieldPlan[] Fields { get; } = fields;

    public override int MinBytes { get; } = FieldPlan.MinBytesOf(fields);

    public override int MaxBytes { get; } = FieldPlan.MaxBytesOf(fields);

    public override Refusal? RefuseFlat(AbiShape shape)
    {
        foreach (FieldPlan field in Fields)
        {
            if (field.Value.RefuseFlat(shape) is { } refusal)
            {
                return field.Value is ArrayPlan { IsBuffer: true } ? Refusals.HoldsFixedArray(Type, field.Field, shape) : refusal.InRegisters(Type, field.Field);
            }
        }

        return null;
    }

    internal override void AddLeaves(List<Leaf> leaves, FieldInfo[] path)
    {
        foreach (FieldPlan field in Fields)
        {
            field.Value.AddLeaves(leaves, [.. path, field.Field]);
        }
    }
}
