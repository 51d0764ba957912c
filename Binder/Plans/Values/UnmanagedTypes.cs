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
        || (type.IsValueType && !type.IsByRefLike && !type.ContainsGenericParameters && FieldsAreUnmanaged(type));

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

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static bool FieldsAreUnmanaged(Type type)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (!Contains(field.FieldType))
            {
                return false;
            }
        }

        return true;
    }
}
