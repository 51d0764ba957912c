using System.Reflection;

namespace Binder.Plans;

/// <summary>A struct: its instance fields, private ones too, in order of declaration.</summary>
internal sealed class RecordPlan(Type type, IReadOnlyList<FieldPlan> fields) : ValuePlan(type)
{
    public IReadOnlyList<FieldPlan> Fields { get; } = fields;

    internal override void AddLeaves(List<Leaf> leaves, FieldInfo[] path)
    {
        foreach (FieldPlan field in Fields)
        {
            field.Value.AddLeaves(leaves, [.. path, field.Field]);
        }
    }
}

/// <summary>A field and the plan of its value.</summary>
internal readonly record struct FieldPlan(FieldInfo Field, ValuePlan Value);
