using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// Finds the bytes of a type's values that belong to no field, and hold whatever lay in that memory before. Where an author has laid
/// the fields (by offsets, or by a size), the bytes between them are the author's.
/// </summary>
internal static class PaddingRules
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The bytes, counted from a value's beginning; none for most types.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Used by emitted code alone.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Used by emitted code alone.")]
    public static Range[] Of(Type type)
    {
        if (BytesOfFields(type) == UnmanagedTypes.SizeOf(type))
        {
            return [];
        }

        bool[] isTaken = new bool[UnmanagedTypes.SizeOf(type)];
        Take(type, isTaken);
        List<Range> free = [];
        for (int start = 0; start < isTaken.Length; start++)
        {
            int end = start;
            while (end < isTaken.Length && !isTaken[end])
            {
                end++;
            }

            if (end > start)
            {
                free.Add(start..end);
                start = end;
            }
        }

        return [.. free];
    }

    /// <summary>The sum of all fields' bytes, so that offsets, which take longer to find, are asked for only where there are gaps.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static int BytesOfFields(Type type) => IsWhole(type) ? UnmanagedTypes.SizeOf(type)
        : Elements(type) * type.GetFields(InstanceFields).Sum(field => BytesOfFields(field.FieldType));

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private static void Take(Type type, Span<bool> bytes)
    {
        if (IsWhole(type))
        {
            bytes.Fill(true);
            return;
        }

        int size = bytes.Length / Elements(type);
        foreach (FieldInfo field in type.GetFields(InstanceFields))
        {
            int offset = FieldOffsets.Of(field);
            for (int element = 0; element < bytes.Length; element += size)
            {
                Take(field.FieldType, bytes.Slice(element + offset, UnmanagedTypes.SizeOf(field.FieldType)));
            }
        }
    }

    private static int Elements(Type type) => type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 1;

    /// <summary>Whether every byte counts. A vector is as long as the machine makes it, whatever its fields say.</summary>
    private static bool IsWhole(Type type) => type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer
        || type.IsExplicitLayout || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Vector<>))
        || (type.StructLayoutAttribute is { Size: > 0 } && HasFields(type));

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Used by emitted code alone.")]
    private static bool HasFields(Type type) => type.GetFields(InstanceFields).Length > 0;
}
