using System.Reflection;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>What a value of one type is made of. Data only: where it travels is the matter of a <see cref="CallPlan"/> or <see cref="CodecPlan"/>.</summary>
internal abstract class ValuePlan(Type type)
{
    public Type Type { get; } = type;

    /// <summary>The fewest bytes of its packed stream.</summary>
    public abstract int MinBytes { get; }

    /// <summary>The most bytes of its packed stream.</summary>
    public abstract int MaxBytes { get; }

    /// <summary>Whether the type is <see cref="IValidated{TSelf}"/>, to be asked when a value arrives.</summary>
    public bool IsValidated { get; init; }

    /// <summary>The scalars in order of declaration, each with the fields that lead to it. Only where registers can carry the value.</summary>
    public Leaf[] Leaves => field ??= this is ScalarPlan scalar ? [new(scalar, [])] : FindLeaves();

    /// <summary>Why registers, a scalar each, cannot carry the value; null where they can.</summary>
    public abstract Refusal? RefuseFlat(AbiShape shape);

    internal virtual void AddLeaves(List<Leaf> leaves, FieldInfo[] path) =>
        throw new InvalidOperationException($"{Type} is not made of scalars alone.");

    private Leaf[] FindLeaves()
    {
        List<Leaf> leaves = [];
        AddLeaves(leaves, []);
        return [.. leaves];
    }
}

/// <summary>One scalar of a value.</summary>
/// <param name="Scalar">What it is.</param>
/// <param name="Path">The fields that lead to it, outermost first; none where the value itself is the scalar.</param>
internal sealed record Leaf(ScalarPlan Scalar, FieldInfo[] Path);
