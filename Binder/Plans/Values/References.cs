using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Plans;

/// <summary>Where values hold references. Those to record unions travel, as the variant that they refer to, and those that an encoding written by hand knows; others do not.</summary>
internal static class References
{
    /// <summary>The fields that lead to the first reference in a struct that cannot travel; none where there is none.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static FieldInfo[] PathToForeign(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer
        ? []
        : FindForeign(type.GetFields(ValuePlanner.InstanceFields)) ?? [];

    /// <summary>The same for some fields; null where there is none.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static FieldInfo[]? FindForeign(FieldInfo[] fields)
    {
        foreach (FieldInfo field in fields)
        {
            Type type = field.FieldType;
            bool isWrittenByHand = PackedEncodings.Find(type) is not null;
            if (type.IsPointer || type.IsFunctionPointer || isWrittenByHand || (!type.IsValueType && Unions.IsOne(type)))
            {
                continue;
            }

            if (!type.IsValueType)
            {
                return [field];
            }

            if (PathToForeign(type) is [_, ..] path)
            {
                return [field, .. path];
            }
        }

        return null;
    }
}
