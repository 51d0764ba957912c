using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Plans;

/// <summary>What is known of types whose memory may be copied as it is.</summary>
internal static class UnmanagedTypes
{
    /// <summary>Whether a value of the type holds no reference, so that its memory may be copied.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static bool Contains(Type type) =>
        type.IsPrimitive || type.IsPointer || type.IsFunctionPointer || type.IsEnum
        || (type.IsValueType && !type.IsByRefLike && !type.ContainsGenericParameters && PathToReference(type).Length == 0);

    /// <summary>The size of a value in memory, in bytes.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Plans are made only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "Unsafe.SizeOf has no annotated type parameter.")]
    public static int SizeOf(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer || !type.IsValueType)
        {
            return nint.Size;
        }

        MethodInfo sizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type);
        return (int)sizeOf.Invoke(null, null)!;
    }

    /// <summary>The fields that lead to the first reference that a value of the type holds; none where it holds none.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static FieldInfo[] PathToReference(Type type)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (!Contains(field.FieldType))
            {
                return field.FieldType.IsValueType ? [field, .. PathToReference(field.FieldType)] : [field];
            }
        }

        return [];
    }
}
