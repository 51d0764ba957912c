using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Makes the plan of a type's values, or says why they cannot travel.</summary>
internal sealed class ValuePlanner(AbiShape shape)
{
    public const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What was planned: the same few types come again and again, and garbage at startup costs a collection.</summary>
    private readonly TypeMap<ValuePlan> _known = new();

    /// <summary>The record unions that are being planned, of which a variant may hold no other: such a value has no bound.</summary>
    private List<Type>? _open;

    /// <summary>Record unions whose tags are the order of declaration, found since the last question.</summary>
    private List<Type>? _untagged;

    /// <summary>Plans values that registers carry, one scalar each.</summary>
    /// <returns>The plan; null where <paramref name="refusal"/> says why there is none.</returns>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public ValuePlan? PlanFlat(Type type, out Refusal? refusal)
    {
        ValuePlan? plan = Plan(type, out refusal);
        refusal ??= plan!.RefuseFlat(shape);
        return refusal is null ? plan : null;
    }

    /// <summary>Plans values as such, however they travel.</summary>
    /// <returns>The plan; null where <paramref name="refusal"/> says why there is none.</returns>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public ValuePlan? Plan(Type type, out Refusal? refusal)
    {
        refusal = null;
        if (!_known.TryGet(type, out ValuePlan? plan) && (plan = PlanNew(type, out refusal)) is not null)
        {
            if (plan.MaxBytes > PackedSize.Most)
            {
                refusal = Refusals.TooLarge(type);
                return null;
            }

            _known.TryAdd(type, plan);
        }

        return plan;
    }

    /// <summary>The record unions without explicit tags that were planned since the last time.</summary>
    public Type[] TakeUntagged()
    {
        Type[] found = _untagged is null ? [] : [.. _untagged];
        _untagged = null;
        return found;
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private ValuePlan? PlanNew(Type type, out Refusal? refusal)
    {
        refusal = null;
        if (type.IsEnum && Unions.IsOne(type))
        {
            return new EnumUnion(type).Plan(out refusal);
        }

        return ScalarPlan.Of(type, shape.PointerBits) ?? PlanCompound(type, out refusal);
    }

    /// <summary>What is no scalar; apart from those, so that contracts of scalars load nothing that plans more.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private ValuePlan? PlanCompound(Type type, out Refusal? refusal)
    {
        if (type is { IsClass: true, IsArray: false } && !type.ContainsGenericParameters && Unions.IsOne(type))
        {
            return PlanRecordUnion(type, out refusal);
        }

        refusal = Refuse(type);
        return refusal is not null ? null
            : PackedEncodings.Find(type) is { } encoding ? new OwnPlan(type, encoding, PackedEncodings.MaxBytes(type, encoding)) { IsValidated = Validation.IsAsked(type) }
            : TaggedStructs.Find(type) is { } tagged ? PlanTagged(tagged, out refusal)
            : Unions.IsOne(type) ? PlanStructUnion(type, out refusal)
            : type.GetCustomAttribute<InlineArrayAttribute>() is { } array ? PlanArray(type, type.GetFields(InstanceFields)[0].FieldType, array.Length, isBuffer: false, out refusal)
            : PlanRecord(type, out refusal);
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static Refusal? Refuse(Type type) =>
        type.ContainsGenericParameters ? Refusals.OpenGeneric(type)
        : type.IsArray ? Refusals.Array(type)
        : Refusals.IsTask(type) ? Refusals.Task(type)
        : typeof(Delegate).IsAssignableFrom(type) ? Refusals.Delegate(type)
        : !type.IsValueType ? Refusals.Reference(type)
        : type.IsByRefLike ? Refusals.RefStruct(type)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Vector<>) ? Refusals.SizeOfMachine(type)
        : PackedEncodings.Find(type) is null && References.PathToForeign(type) is [_, ..] path ? Refusals.HoldsReference(type, path)
        : Capabilities.FindUnsound(type) is { } unsound ? Refusals.NoCapability(unsound)
        : null;

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private RecordPlan? PlanRecord(Type type, out Refusal? refusal)
    {
        FieldInfo[] fields = FieldPlan.InOrder(type.GetFields(InstanceFields));
        refusal = type.IsExplicitLayout && FieldOverlap.IsIn(fields) ? Refusals.OverlappingFields(type) : null;
        return refusal is null && PlanFields(type, fields, out refusal) is { } plans
            ? new(type, plans) { IsValidated = Validation.IsAsked(type) }
            : null;
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private FieldPlan[]? PlanFields(Type type, FieldInfo[] fields, out Refusal? refusal)
    {
        refusal = null;
        bool isCapability = Capabilities.IsOne(type);
        FieldPlan[] plans = new FieldPlan[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            FieldInfo field = fields[i];
            ValuePlan? plan = field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer
                ? PlanArray(field.FieldType, buffer.ElementType, buffer.Length, isBuffer: true, out refusal)
                : Plan(field.FieldType, out refusal);
            if (plan is null)
            {
                refusal = refusal!.In(type, field);
                return null;
            }

            plans[i] = new(field, isCapability && plan is ScalarPlan scalar ? scalar.RefusingZero() : plan);
        }

        return plans;
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private ArrayPlan? PlanArray(Type type, Type elementType, int count, bool isBuffer, out Refusal? refusal) =>
        Plan(elementType, out refusal) is { } element
            ? new(type, element, count, isBuffer) { IsValidated = Validation.IsAsked(type) }
            : null;

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private TaggedPlan? PlanTagged(TaggedStruct tagged, out Refusal? refusal)
    {
        refusal = null;
        CasePlan[] cases = new CasePlan[tagged.Cases.Length];
        for (int i = 0; i < cases.Length; i++)
        {
            (string name, ulong tag, ulong inMemory, FieldInfo[] held) = tagged.Cases[i];
            if (PlanFields(tagged.Type, held, out refusal) is not { } fields)
            {
                return null;
            }

            cases[i] = new(name, tag, inMemory, Variant: null, fields);
        }

        return new(tagged.Type, tagged.TagBytes, tagged.Tag, cases) { IsValidated = Validation.IsAsked(tagged.Type) };
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private TaggedPlan? PlanStructUnion(Type type, out Refusal? refusal) =>
        new StructUnion(type).Read(out refusal) is { } union ? PlanTagged(union, out refusal) : null;

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private TaggedPlan? PlanRecordUnion(Type type, out Refusal? refusal)
    {
        _open ??= [];
        if (_open.Contains(type))
        {
            refusal = Refusals.Endless(type);
            return null;
        }

        _open.Add(type);

        RecordUnion union = new(type);
        List<CasePlan> cases = [];
        foreach ((Type variant, ulong tag) in union.Read(out refusal))
        {
            FieldInfo[] held = RecordUnion.FieldsOf(variant);
            refusal = References.FindForeign(held) is { } foreign ? Refusals.HoldsReference(variant, foreign) : null;
            if (refusal is not null || PlanFields(variant, held, out refusal) is not { } fields)
            {
                break;
            }

            cases.Add(new(variant.Name, tag, tag, variant, fields) { IsValidated = Validation.IsAsked(variant) });
        }

        _open.Remove(type);
        if (refusal is not null)
        {
            return null;
        }

        if (!union.HasExplicitTags)
        {
            (_untagged ??= []).Add(type);
        }

        cases.Sort(static (left, right) => left.Tag.CompareTo(right.Tag));
        return new(type, union.TagBytes, tagField: null, [.. cases]) { IsValidated = Validation.IsAsked(type) };
    }
}
