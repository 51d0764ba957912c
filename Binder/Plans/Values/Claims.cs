using System.Diagnostics.CodeAnalysis;

namespace Binder.Plans;

/// <summary>Where a parameter claims memory of the caller that only a context reaches: user pointers and slices, and raw pointers.</summary>
internal static class Claims
{
    /// <summary>The first claim that a parameter's value, or the memory that it brings, holds; null where there is none.</summary>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static Type? In(ArgumentPlan argument) => argument switch
    {
        ValueArgument value => In(value.Value),
        SpanArgument span => In(span.Element),
        ReferenceArgument reference => In(reference.Element),
        _ => null,
    };

    private static Type? In(ValuePlan plan) => IsOne(plan.Type) ? plan.Type : plan switch
    {
        RecordPlan record => In(record.Fields),
        ArrayPlan array => In(array.Element),
        TaggedPlan tagged => tagged.Cases.Select(static each => In(each.Fields)).FirstOrDefault(static claim => claim is not null),
        _ => null,
    };

    private static Type? In(FieldPlan[] fields) => fields.Select(static field => In(field.Value)).FirstOrDefault(static claim => claim is not null);

    [RequiresUnreferencedCode("Reads the fields of the type.")]
    private static Type? In(Type type)
    {
        if (IsOne(type) || type.IsPrimitive || type.IsEnum)
        {
            return IsOne(type) ? type : null;
        }

        foreach (System.Reflection.FieldInfo field in type.GetFields(ValuePlanner.InstanceFields))
        {
            if (In(field.FieldType) is { } claim)
            {
                return claim;
            }
        }

        return null;
    }

    private static bool IsOne(Type type) => type.IsPointer || (type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(UserPointer<>) || definition == typeof(ReadOnlyUserPointer<>)
            || definition == typeof(UserSlice<>) || definition == typeof(ReadOnlyUserSlice<>)));
}
