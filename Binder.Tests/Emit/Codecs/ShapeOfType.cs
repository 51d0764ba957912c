using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Tests.Emit.Codecs;

/// <summary>What tests know of a type, found without the planner that they test.</summary>
internal static class ShapeOfType
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsA(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    public static Type Argument(Type type, int index = 0) => type.GetGenericArguments()[index];

    public static SyscallUnionAttribute? Union(Type type) => type.GetCustomAttribute<SyscallUnionAttribute>(inherit: false);

    public static int ArrayLength(Type type) => type.GetCustomAttribute<InlineArrayAttribute>()?.Length ?? 0;

    /// <summary>Whether an inline array is somewhere in a value, so that it cannot be compared.</summary>
    public static bool HoldsArray(Type type) => ArrayLength(type) > 0
        || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), HoldsArray))
        || (type is { IsPrimitive: false, IsEnum: false } && Array.Exists(Fields(type), static field => field.FieldType.IsValueType && HoldsArray(field.FieldType)));

    /// <summary>The fields in order of declaration, those of a base first.</summary>
    public static FieldInfo[] Fields(Type type) =>
    [
        .. type.BaseType is { } inherited && inherited != typeof(object) && inherited != typeof(ValueType) ? Fields(inherited) : [],
        .. type.GetFields(Instance).OrderBy(static field => field.MetadataToken),
    ];

    /// <summary>The tags of a union and what each holds: in a struct fields, else the fields of the record; by ascending tag.</summary>
    public static (ulong Tag, Type Variant, FieldInfo[] Fields)[] Variants(Type type) =>
        [.. (type.IsValueType ? OfStruct(type) : OfRecord(type)).OrderBy(static each => each.Tag)];

    public static FieldInfo TagField(Type type) => Array.Find(Fields(type), static field => field.IsDefined(typeof(UnionTagAttribute)))!;

    /// <summary>An integer or an enum's, sign-extended.</summary>
    public static ulong Number(object integer) => integer switch
    {
        Enum member => Number(Convert.ChangeType(member, Enum.GetUnderlyingType(member.GetType()), CultureInfo.InvariantCulture)),
        ulong large => large,
        _ => unchecked((ulong)Convert.ToInt64(integer, CultureInfo.InvariantCulture)),
    };

    private static IEnumerable<(ulong Tag, Type Variant, FieldInfo[] Fields)> OfStruct(Type type) =>
        from field in Fields(type)
        from mark in field.GetCustomAttributes<VariantAttribute>()
        group field by Number(mark.Tag) into variant
        select (variant.Key, type, variant.ToArray());

    private static IEnumerable<(ulong Tag, Type Variant, FieldInfo[] Fields)> OfRecord(Type type)
    {
        Type[] nested = type.GetGenericTypeDefinition().GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic);
        Type[] variants = [.. nested.OrderBy(static each => each.MetadataToken).Select(each => each.MakeGenericType(type.GetGenericArguments()))];
        return variants.Select(static (variant, i) =>
            (variant.GetCustomAttribute<VariantAttribute>(inherit: false) is { } mark ? Number(mark.Tag) : (ulong)i, variant, Fields(variant)));
    }
}
