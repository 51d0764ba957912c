using System.Reflection;

namespace Binder.Plans;

/// <summary>How a value of one type is made of scalars. Data only: where they travel is a <see cref="CallPlan"/>'s matter.</summary>
internal abstract class ValuePlan(Type type)
{
    public Type Type { get; } = type;

    /// <summary>The scalars in order of declaration, each with the fields that lead to it.</summary>
    public Leaf[] Leaves => field ??= FindLeaves();

    internal abstract void AddLeaves(List<Leaf> leaves, FieldInfo[] path);

    private Leaf[] FindLeaves()
    {
        if (this is ScalarPlan scalar)
        {
            return [new(scalar, [])];
        }

        List<Leaf> leaves = [];
        AddLeaves(leaves, []);
        return [.. leaves];
    }
}

/// <summary>One scalar of a value.</summary>
/// <param name="Scalar">What it is.</param>
/// <param name="Path">The fields that lead to it, outermost first; none where the value itself is the scalar.</param>
internal sealed record Leaf(ScalarPlan Scalar, FieldInfo[] Path);
