using System.Reflection;

namespace Binder.Plans;

/// <summary>A field and the plan of its value.</summary>
internal readonly record struct FieldPlan(FieldInfo Field, ValuePlan Value)
{
    /// <summary>Fields in order of declaration.</summary>
    public static FieldInfo[] InOrder(FieldInfo[] fields)
    {
        Array.Sort(fields, static (left, right) => left.MetadataToken.CompareTo(right.MetadataToken));
        return fields;
    }

    public static int MinBytesOf(FieldPlan[] fields)
    {
        int bytes = 0;
        foreach (FieldPlan field in fields)
        {
            bytes = PackedSize.Sum(bytes, field.Value.MinBytes);
        }

        return bytes;
    }

    public static int MaxBytesOf(FieldPlan[] fields)
    {
        int bytes = 0;
        foreach (FieldPlan field in fields)
        {
            bytes = PackedSize.Sum(bytes, field.Value.MaxBytes);
        }

        return bytes;
    }
}
