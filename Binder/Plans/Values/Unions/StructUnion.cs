using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Plans;

/// <summary>A union that is a struct: a field marked <c>[UnionTag]</c> says which variant it is, and the others to which variants they belong.</summary>
internal sealed class StructUnion(Type type)
{
    private readonly int _tagBytes = type.GetCustomAttribute<SyscallUnionAttribute>(inherit: false)!.TagSize;

    /// <returns>Null where <paramref name="refusal"/> says what is wrong.</returns>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public TaggedStruct? Read(out Refusal? refusal)
    {
        FieldInfo[] fields = FieldPlan.InOrder(type.GetFields(ValuePlanner.InstanceFields));
        FieldInfo[] tags = Array.FindAll(fields, static field => FieldMarks.Of<UnionTagAttribute>(field).Count > 0);
        refusal = !Unions.IsTagSize(_tagBytes) ? Refusals.TagSize(type, _tagBytes)
            : tags.Length != 1 ? Refusals.NoOneTag(type, tags.Length)
            : !IsTag(tags[0].FieldType) ? Refusals.TagType(type, tags[0])
            : null;
        if (refusal is not null)
        {
            return null;
        }

        SortedDictionary<ulong, List<FieldInfo>> variants = Members(tags[0].FieldType, ref refusal);
        foreach (FieldInfo field in fields)
        {
            if (field != tags[0] && refusal is null)
            {
                refusal = Add(field, tags[0].FieldType, variants);
            }
        }

        refusal ??= variants.Count == 0 ? Refusals.NoVariants(type) : null;
        return refusal is not null ? null : new(type, _tagBytes, tags[0],
            [.. variants.Select(variant => (Name(tags[0].FieldType, variant.Key), variant.Key, variant.Key, variant.Value.ToArray()))]);
    }

    /// <summary>An enum's members are variants, whether fields belong to them or not. An integer's are those that fields name.</summary>
    private SortedDictionary<ulong, List<FieldInfo>> Members(Type tag, ref Refusal? refusal)
    {
        SortedDictionary<ulong, List<FieldInfo>> variants = [];
        foreach (string name in tag.IsEnum ? Enum.GetNames(tag) : [])
        {
            if (Unions.TagOf(Enum.Parse(tag, name)) is { } number && Unions.Fits(number, _tagBytes))
            {
                variants.TryAdd(number, []);
            }
            else
            {
                refusal ??= Refusals.TagTooWide(type, name, _tagBytes);
            }
        }

        return variants;
    }

    private Refusal? Add(FieldInfo field, Type tag, SortedDictionary<ulong, List<FieldInfo>> variants)
    {
        IReadOnlyList<VariantAttribute> marks = FieldMarks.Of<VariantAttribute>(field);
        foreach (VariantAttribute mark in marks)
        {
            int tagBytes = Math.Min(_tagBytes, UnmanagedTypes.SizeOf(tag));
            if (Unions.TagOf(mark.Tag) is not { } number || !Unions.Fits(number, tagBytes))
            {
                return Refusals.TagTooWide(type, FieldNames.Of(field), tagBytes, tagBytes < _tagBytes ? tag : null);
            }

            if (!variants.TryGetValue(number, out List<FieldInfo>? held))
            {
                if (tag.IsEnum)
                {
                    return Refusals.NoSuchVariant(type, field, tag, number);
                }

                variants.Add(number, held = []);
            }

            if (!held.Contains(field))
            {
                held.Add(field);
            }
        }

        return marks.Count == 0 ? Refusals.OfNoVariant(type, field) : null;
    }

    private static bool IsTag(Type type) => type.IsEnum || ScalarPlan.Of(type, pointerBits: 64) is { Kind: ScalarKind.Integer, Bits: <= 64, IsNative: false };

    private static string Name(Type tag, ulong number) => tag.IsEnum ? Enum.ToObject(tag, number).ToString()! : $"{number}";
}
