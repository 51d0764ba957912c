namespace Binder;

/// <summary>Marks the field of a struct union, an integer or an enum, that says which variant a value is.</summary>
/// <remarks>A member of the tag's enum to which no field belongs is a variant without fields. Attributes on parameters of a positional record count for its fields.</remarks>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class UnionTagAttribute : Attribute;
