using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Plans;

/// <summary>Whether the memory of a value can be told to another side: by C's rules, or as offsets that its author wrote.</summary>
internal static class MemoryLayout
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Why the memory of a type's values cannot be copied to another side; null where it can.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static Refusal? Refuse(Type type) => IsScalar(type) ? null
        : type.ContainsGenericParameters ? Refusals.OpenGeneric(type)
        : UnmanagedTypes.PathToReference(type) is [_, ..] path ? Refusals.HoldsReference(type, path)
        : Capabilities.FindUnsound(type) is { } unsound ? Refusals.NoCapability(unsound)
        : FindUnknown(type) is { } unknown ? Refusals.UnknownLayout(type, unknown)
        : null;

    /// <summary>The type, the given one or one within it, whose layout the runtime decides; null where there is none.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static Type? FindUnknown(Type type)
    {
        if (IsScalar(type))
        {
            return null;
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        if (IsTagged(type))
        {
            return type;
        }

        if (FindAutomatic(type) is { } automatic && !HasOneOrder(fields))
        {
            return automatic;
        }

        foreach (FieldInfo field in fields)
        {
            if (FindUnknown(field.FieldType) is { } unknown)
            {
                return unknown;
            }
        }

        return null;
    }

    /// <summary>Types of which a tag says what they hold; C has no layout for them.</summary>
    public static bool IsTagged(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(Nullable<>) || definition == typeof(Option<>) || definition == typeof(Result<,>)
            || definition == typeof(SyscallError<>));

    /// <summary>The runtime orders the fields of a type that says so, and of one that holds such a type: it is found here.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static Type? FindAutomatic(Type type) => IsScalar(type) || type.IsExplicitLayout ? null
        : type.IsAutoLayout ? type
        : type.GetFields(InstanceFields).Select(static field => FindAutomatic(field.FieldType)).FirstOrDefault(static found => found is not null);

    /// <summary>Scalars of one size stay in order of declaration, without gaps, whoever lays them.</summary>
    private static bool HasOneOrder(FieldInfo[] fields) => fields.Length <= 1
        || (Array.TrueForAll(fields, field => IsScalar(field.FieldType))
            && fields.DistinctBy(field => UnmanagedTypes.SizeOf(field.FieldType)).Count() == 1);

    private static bool IsScalar(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer;
}
