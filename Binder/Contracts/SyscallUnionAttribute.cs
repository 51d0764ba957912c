namespace Binder;

/// <summary>
/// Marks a closed union, a value that is exactly one of its variants: an abstract record whose variants are the sealed records nested in
/// it; a struct of which one field, marked <see cref="UnionTagAttribute"/>, names the variant and the others say by
/// <see cref="VariantAttribute"/> which variants they belong to; or an enum, whose constants are the tags and the only valid values.
/// </summary>
/// <remarks>
/// It travels as its tag and the fields of that variant. The tag of a variant is the <see cref="VariantAttribute"/> on it; where a record
/// union has none, it is the place in the order of declaration, so that reordering changes the ABI (a warning says so).
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class SyscallUnionAttribute : Attribute
{
    /// <summary>How many bytes the tag takes: 1, 2, 4 or 8, which it is unless set.</summary>
    public int TagSize { get; set; } = 8;
}
