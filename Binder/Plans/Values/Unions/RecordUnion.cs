using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Plans;

/// <summary>A union that is an abstract record: its variants are the sealed records nested in it.</summary>
internal sealed class RecordUnion(Type type)
{
    public int TagBytes { get; } = type.GetCustomAttribute<SyscallUnionAttribute>(inherit: false)!.TagSize;

    /// <summary>Whether tags are given, and not the order of declaration. Known after <see cref="Read"/>.</summary>
    public bool HasExplicitTags { get; private set; }

    /// <summary>The variants and their tags; none where <paramref name="refusal"/> says what is wrong.</summary>
    [RequiresUnreferencedCode("Reads the types nested in the union.")]
    public List<(Type Variant, ulong Tag)> Read(out Refusal? refusal)
    {
        List<(Type Variant, ulong Tag)> found = [];
        List<Type> variants = Variants();
        VariantAttribute?[] marks = [.. variants.Select(static variant => variant.GetCustomAttributes<VariantAttribute>(inherit: false).FirstOrDefault())];
        HasExplicitTags = Array.Exists(marks, static mark => mark is not null);
        refusal = !Unions.IsTagSize(TagBytes) ? Refusals.TagSize(type, TagBytes)
            : !type.IsAbstract ? Refusals.NotAbstract(type)
            : variants.Count == 0 ? Refusals.NoVariants(type)
            : variants.Find(static variant => !variant.IsSealed) is { } open ? Refusals.NotSealed(type, open)
            : variants.Find(static variant => variant.GetCustomAttributes<VariantAttribute>(inherit: false).Count() > 1) is { } twice ? Refusals.TwoTags(twice)
            : HasExplicitTags && Array.IndexOf(marks, null) is >= 0 and var bare ? Refusals.TagMissing(type, variants[bare].Name)
            : null;
        for (int i = 0; i < variants.Count && refusal is null; i++)
        {
            ulong? tag = marks[i] is { } mark ? Unions.TagOf(mark.Tag) : (ulong)i;
            refusal = tag is not { } number || number > Unions.MostOf(TagBytes) ? Refusals.TagTooWide(type, variants[i].Name, Unions.MostOf(TagBytes))
                : found.Find(other => other.Tag == number).Variant is { } same ? Refusals.SameTag(type, same.Name, variants[i].Name, number)
                : null;
            found.Add((variants[i], tag ?? 0));
        }

        return refusal is null ? found : [];
    }

    /// <summary>The fields of a variant's object: those of the union's own first, each in order of declaration.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static FieldInfo[] FieldsOf(Type variant)
    {
        List<FieldInfo> fields = [];
        for (Type? each = variant; each is not null && each != typeof(object); each = each.BaseType)
        {
            fields.InsertRange(0, FieldPlan.InOrder(each.GetFields(ValuePlanner.InstanceFields | BindingFlags.DeclaredOnly)));
        }

        return [.. fields];
    }

    [RequiresUnreferencedCode("Reads the types nested in the union.")]
    private List<Type> Variants()
    {
        List<Type> variants = [];
        Type definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        Type[] nested = definition.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic);
        Array.Sort(nested, static (left, right) => left.MetadataToken.CompareTo(right.MetadataToken));
        foreach (Type each in nested)
        {
            Type closed = type.IsGenericType && each.IsGenericTypeDefinition && each.GetGenericArguments().Length == type.GetGenericArguments().Length
                ? each.MakeGenericType(type.GetGenericArguments())
                : each;
            if (!closed.ContainsGenericParameters && closed.IsSubclassOf(type))
            {
                variants.Add(closed);
            }
        }

        return variants;
    }
}
