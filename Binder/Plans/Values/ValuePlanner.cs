using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Makes the plan of a type's values, or says why they cannot travel in registers.</summary>
internal sealed class ValuePlanner(AbiShape shape)
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What was planned: the same few types come again and again, and garbage at startup costs a collection.</summary>
    private readonly TypeMap<ValuePlan> _known = new();

    /// <returns>The plan; null where <paramref name="refusal"/> says why there is none.</returns>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public ValuePlan? Plan(Type type, out Refusal? refusal)
    {
        refusal = null;
        if (!_known.TryGet(type, out ValuePlan? plan) && (plan = PlanNew(type, out refusal)) is not null)
        {
            _known.TryAdd(type, plan);
        }

        return plan;
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private ValuePlan? PlanNew(Type type, out Refusal? refusal)
    {
        refusal = null;
        if (ScalarPlan.Of(type, shape.PointerBits) is { } scalar)
        {
            refusal = scalar.Bits > shape.RegisterBits ? Refusals.Wider(type, scalar.Bits, shape.RegisterBits) : null;
            return refusal is null ? scalar : null;
        }

        refusal = Refuse(type);
        return refusal is null ? PlanRecord(type, out refusal) : null;
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private Refusal? Refuse(Type type)
    {
        if (type.ContainsGenericParameters)
        {
            return Refusals.OpenGeneric(type);
        }

        if (type.IsArray)
        {
            return Refusals.Array(type);
        }

        if (Refusals.IsTask(type))
        {
            return Refusals.Task(type);
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return Refusals.Delegate(type);
        }

        if (!type.IsValueType)
        {
            return Refusals.Reference(type);
        }

        if (type.IsByRefLike)
        {
            return Refusals.RefStruct(type);
        }

        if (type == typeof(Int128) || type == typeof(UInt128))
        {
            return Refusals.Wider(type, 128, shape.RegisterBits);
        }

        if (MemoryLayout.IsTagged(type))
        {
            return Refusals.Optional(type);
        }

        return UnmanagedTypes.PathToReference(type) is [_, ..] path ? Refusals.HoldsReference(type, path)
            : Capabilities.FindUnsound(type) is { } unsound ? Refusals.NoCapability(unsound)
            : type.IsDefined(typeof(InlineArrayAttribute), inherit: false) ? Refusals.FixedArray(type)
            : null;
    }

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private RecordPlan? PlanRecord(Type type, out Refusal? refusal)
    {
        FieldInfo[] fields = type.GetFields(InstanceFields);
        Array.Sort(fields, static (left, right) => left.MetadataToken.CompareTo(right.MetadataToken));
        refusal = type.IsExplicitLayout && FieldOverlap.IsIn(fields) ? Refusals.OverlappingFields(type) : null;
        if (refusal is not null)
        {
            return null;
        }

        bool isCapability = Capabilities.IsOne(type);
        FieldPlan[] plans = new FieldPlan[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            FieldInfo field = fields[i];
            if (field.IsDefined(typeof(FixedBufferAttribute), inherit: false))
            {
                refusal = Refusals.HoldsFixedArray(type, field);
                return null;
            }

            ValuePlan? plan = Plan(field.FieldType, out refusal);
            if (plan is null)
            {
                refusal = refusal!.In(type, field);
                return null;
            }

            plans[i] = new(field, isCapability && plan is ScalarPlan scalar ? scalar.RefusingZero() : plan);
        }

        return new(type, plans);
    }
}
