using System.Reflection;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>A value of which a tag says what it holds: an option, a result, an error of a call, a union.</summary>
/// <param name="type">The type.</param>
/// <param name="tagBytes">How many bytes the tag takes on its way.</param>
/// <param name="tagField">The field that says in memory which case it is; null for a record union, where the object's type does.</param>
/// <param name="cases">All cases there are, by ascending tag.</param>
internal sealed class TaggedPlan(Type type, int tagBytes, FieldInfo? tagField, CasePlan[] cases) : ValuePlan(type)
{
    public int TagBytes { get; } = tagBytes;

    public FieldInfo? TagField { get; } = tagField;

    public CasePlan[] Cases { get; } = cases;

    public override int MinBytes { get; } = PackedSize.Sum(tagBytes, cases.Min(static each => FieldPlan.MinBytesOf(each.Fields)));

    public override int MaxBytes { get; } = PackedSize.Sum(tagBytes, cases.Max(static each => FieldPlan.MaxBytesOf(each.Fields)));

    public override Refusal? RefuseFlat(AbiShape shape) => MemoryLayout.IsTagged(Type) ? Refusals.Optional(Type, shape) : Refusals.UnionInRegisters(Type, shape);
}

/// <summary>One case of a tagged value.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Tag">The tag on its way.</param>
/// <param name="InMemory">What the tag's field holds.</param>
/// <param name="Variant">The record that it is an object of; null where the value is a struct.</param>
/// <param name="Fields">What it holds.</param>
internal sealed record CasePlan(string Name, ulong Tag, ulong InMemory, Type? Variant, FieldPlan[] Fields)
{
    /// <summary>Whether the variant is <see cref="IValidated{TSelf}"/> itself, to be asked before the union is.</summary>
    public bool IsValidated { get; init; }
}
