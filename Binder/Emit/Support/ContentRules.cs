using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

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
            return type == typeof(bool) || Unions.IsOne(type);
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        return type.IsDefined(typeof(CapabilityAttribute), inherit: false) || Unions.IsOne(type) || Validation.IsAsked(type)
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
            rules.Add(new ContentRule.Boolean(offset));
        }
        else if (type.IsEnum && Unions.IsOne(type) && new EnumUnion(type).Plan(out _) is { Members: { } members })
        {
            rules.Add(new ContentRule.Tag(offset, UnmanagedTypes.SizeOf(type), members));
        }

        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsFunctionPointer)
        {
            return;
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        if (type.IsDefined(typeof(CapabilityAttribute), inherit: false) && fields.Length == 1)
        {
            rules.Add(new ContentRule.Capability(offset + FieldOffsets.Of(fields[0]), UnmanagedTypes.SizeOf(fields[0].FieldType)));
        }
        else if (type.GetCustomAttribute<InlineArrayAttribute>() is { } array)
        {
            AddElements(fields[0].FieldType, array.Length, offset, rules);
        }
        else if (Unions.IsOne(type) && new StructUnion(type).Read(out _) is { } union)
        {
            AddUnion(union, offset, rules);
        }
        else if (!type.IsExplicitLayout || !FieldOverlap.IsIn(fields))
        {
            foreach (FieldInfo field in fields)
            {
                AddField(field, offset, rules);
            }
        }

        // Last, as values are asked when all that they hold is known to be legal.
        if (Validation.IsAsked(type))
        {
            ContentQuestion isValid = typeof(ContentRules).GetMethod(nameof(IsValid), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type).CreateDelegate<ContentQuestion>();
            rules.Add(new ContentRule.Validated(offset, UnmanagedTypes.SizeOf(type), type, isValid));
        }
    }

    /// <summary>The tag, and of every variant what its fields must be where the tag names it.</summary>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the fields of the type.")]
    private static void AddUnion(TaggedStruct union, int offset, List<ContentRule> rules)
    {
        ContentRule.Tag tag = new(
            offset + FieldOffsets.Of(union.Tag), UnmanagedTypes.SizeOf(union.Tag.FieldType), Array.ConvertAll(union.Cases, static each => each.InMemory));
        rules.Add(tag);
        foreach ((_, _, ulong value, FieldInfo[] fields) in union.Cases)
        {
            List<ContentRule> held = [];
            foreach (FieldInfo field in fields)
            {
                AddField(field, offset, held);
            }

            foreach (ContentRule rule in held)
            {
                rules.Add(OnlyIf(rule, tag, value));
            }
        }
    }

    /// <summary>A rule that counts where a tag has a value; the condition that it has by itself is one behind that of the outer tag.</summary>
    private static ContentRule OnlyIf(ContentRule rule, ContentRule tag, ulong value) => rule.OnlyIf is not { } inner
        ? rule with { OnlyIf = (tag, value) }
        : rule with { OnlyIf = (OnlyIf(inner.Tag, tag, value), inner.Value) };

    private static bool IsValid<T>(ReadOnlySpan<byte> value)
        where T : unmanaged, IValidated<T>
    {
        // Aligned, unlike the memory that it comes from.
        T copy = MemoryMarshal.Read<T>(value);
        return Validity.Of(in copy);
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
