using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>
/// Gives a variant of a union its tag: on a record nested in a record union, the record's own; on a field of a struct union, a variant
/// that the field belongs to, several times for several.
/// </summary>
/// <remarks>A field of other variants than a value's own is not sent, and arrives as its type's default.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter, AllowMultiple = true)]
[SuppressMessage("Design", "CA1019:Define accessors for attribute arguments", Justification = "Tag is the accessor of both forms.")]
public sealed class VariantAttribute : Attribute
{
    /// <summary>The variant with this tag.</summary>
    /// <param name="tag">The tag, no wider than the union's <see cref="SyscallUnionAttribute.TagSize"/>.</param>
    public VariantAttribute(ulong tag) => Tag = tag;

    /// <summary>The variant whose tag is this enum member or integer constant.</summary>
    /// <param name="tag">An enum member or an integer; anything else is a diagnostic.</param>
    public VariantAttribute(object tag) => Tag = tag;

    /// <summary>The tag as it was given.</summary>
    public object Tag { get; }
}
