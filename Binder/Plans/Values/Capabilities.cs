using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Plans;

/// <summary>What a type marked <see cref="CapabilityAttribute"/> must be: one integer and nothing beside it, for the kernel that issues it as for those who send it.</summary>
internal static class Capabilities
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static bool IsOne(Type type) => type.IsDefined(typeof(CapabilityAttribute), inherit: false);

    /// <summary>The type, the given one or one within it, that is marked and is more or something else; null where there is none.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static Type? FindUnsound(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || !type.IsValueType)
        {
            return null;
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        return IsOne(type) && !IsOneInteger(type, fields) ? type
            : fields.Select(static field => FindUnsound(field.FieldType)).FirstOrDefault(static found => found is not null);
    }

    private static bool IsOneInteger(Type type, FieldInfo[] fields) =>
        fields is [{ FieldType: { } integer }]
        && ScalarPlan.Of(integer, pointerBits: 64) is { Kind: ScalarKind.Integer, Bits: <= 64 }
        && integer != typeof(char)
        && UnmanagedTypes.SizeOf(type) == UnmanagedTypes.SizeOf(integer);
}
