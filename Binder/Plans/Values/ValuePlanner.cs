using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Plans;

/// <summary>Makes the plan of a type's values, or says why they cannot travel in registers.</summary>
internal sealed class ValuePlanner(AbiShape shape)
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <returns>The plan; null where <paramref name="refusal"/> says why there is none.</returns>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public ValuePlan? Plan(Type type, out Refusal? refusal)
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

        return IsNotFlat(type) ? Refusals.NotFlat(type) : null;
    }

    private static bool IsNotFlat(Type type)
    {
        if (type.IsDefined(typeof(InlineArrayAttribute), inherit: false))
        {
            return true;
        }

        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return definition is not null
            && (definition == typeof(Nullable<>) || definition == typeof(Option<>) || definition == typeof(Result<,>)
                || definition == typeof(SyscallError<>));
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

        bool isCapability = type.IsDefined(typeof(CapabilityAttribute), inherit: false);
        FieldPlan[] plans = new FieldPlan[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            FieldInfo field = fields[i];
            if (field.IsDefined(typeof(FixedBufferAttribute), inherit: false))
            {
                refusal = Refusals.NotFlat(type);
                return null;
            }

            if (!field.FieldType.IsValueType && !field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer)
            {
                refusal = Refusals.HoldsReference(type, field.Name, field.FieldType);
                return null;
            }

            ValuePlan? plan = Plan(field.FieldType, out refusal);
            if (plan is null)
            {
                return null;
            }

            plans[i] = new(field, isCapability && plan is ScalarPlan scalar ? scalar.RefusingZero() : plan);
        }

        return new(type, plans);
    }
}
