using System.Reflection;

namespace Binder.Plans;

/// <summary>Fields as their authors call them.</summary>
internal static class FieldNames
{
    /// <summary>The field of a property says the property's name.</summary>
    public static string Of(FieldInfo field) =>
        field.Name is ['<', ..] && field.Name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? field.Name[1..end] : field.Name;
}
