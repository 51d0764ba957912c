using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Some bytes of a value in memory: a bool, which is 0 or 1, or a capability, which is not 0.</summary>
internal readonly record struct ContentRule(int Offset, int Bytes, bool IsBoolean)
{
    public bool Allows(ReadOnlySpan<byte> value) =>
        IsBoolean ? value[Offset] <= 1 : value.Slice(Offset, Bytes).ContainsAnyExcept((byte)0);
}

/// <summary>Finds what must hold for the memory of a type's values. Of fields that overlap, only a handler knows which ones count.</summary>
internal static class ContentRules
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Used by emitted code alone.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Used by emitted code alone.")]
    public static ContentRule[] Of(Type type)
    {
        List<ContentRule> rules = [];
        Add(type, 0, rules);
        return [.. rules];
    }

    /// <summary>Whether something must hold; found without asking where the fields lie.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Used where code is emitted.")]
    public static bool AreThere(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer)
        {
            return type == typeof(bool);
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        return type.IsDefined(typeof(CapabilityAttribute), inherit: false)
            || ((!type.IsExplicitLayout || !FieldOverlap.IsIn(fields)) && Array.Exists(fields, static field => AreThere(field.FieldType)));
    }

    /// <summary>Whether what must hold does.</summary>
    public static bool Hold<T>(in T value)
        where T : unmanaged => MemoryContent<T>.IsValid(new ReadOnlySpan<T>(in value));

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private static void Add(Type type, int offset, List<ContentRule> rules)
    {
        if (type == typeof(bool))
        {
            rules.Add(new(offset, sizeof(bool), IsBoolean: true));
        }

        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer)
        {
            return;
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        if (type.IsDefined(typeof(CapabilityAttribute), inherit: false) && fields.Length == 1)
        {
            rules.Add(new(offset + FieldOffsets.Of(fields[0]), UnmanagedTypes.SizeOf(fields[0].FieldType), IsBoolean: false));
        }
        else if (type.GetCustomAttribute<InlineArrayAttribute>() is { } array)
        {
            AddElements(fields[0].FieldType, array.Length, offset, rules);
        }
        else if (!type.IsExplicitLayout || !FieldOverlap.IsIn(fields))
        {
            foreach (FieldInfo field in fields)
            {
                AddField(field, offset, rules);
            }
        }
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private static void AddField(FieldInfo field, int offset, List<ContentRule> rules)
    {
        FixedBufferAttribute? buffer = field.GetCustomAttribute<FixedBufferAttribute>();
        Type element = buffer?.ElementType ?? field.FieldType;
        if (Of(element).Length > 0)
        {
            AddElements(element, buffer?.Length ?? 1, offset + FieldOffsets.Of(field), rules);
        }
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private static void AddElements(Type element, int count, int offset, List<ContentRule> rules)
    {
        for (int i = 0; i < count; i++)
        {
            Add(element, offset + (i * UnmanagedTypes.SizeOf(element)), rules);
        }
    }
}
