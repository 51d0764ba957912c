using System.Reflection;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Finds what says how many elements each span parameter has: a register of its own, another parameter, or a fixed number.</summary>
internal static class SpanCounts
{
    public static SpanCount?[] Read(ParameterInfo[] parameters, DiagnosticList problems)
    {
        SpanCount?[] counts = new SpanCount?[parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].GetCustomAttribute<FixedLengthAttribute>() is { } fixedLength)
            {
                counts[i] = new SpanCount.Fixed(fixedLength.Length);
            }
        }

        foreach (ParameterInfo parameter in parameters)
        {
            if (parameter.GetCustomAttribute<LengthOfAttribute>() is not { } lengthOf)
            {
                continue;
            }

            int span = Find(parameters, lengthOf.Parameter);
            if (span < 0 || !IsSpan(parameters[span].ParameterType))
            {
                problems.Add(TravelDiagnostics.LengthOfNoSpan(parameter, lengthOf.Parameter, parameters));
            }
            else if (counts[span] is not null || parameters[span].IsDefined(typeof(NulTerminatedAttribute), inherit: false))
            {
                problems.Add(TravelDiagnostics.TwoLengths(parameters[span]));
            }
            else
            {
                counts[span] = new SpanCount.Parameter(parameter.Position, lengthOf.InBytes);
            }
        }

        return counts;
    }

    /// <summary>The place of the parameter with that name; -1 where there is none.</summary>
    public static int Find(ParameterInfo[] parameters, string name) => Array.FindIndex(parameters, parameter => parameter.Name == name);

    public static bool IsSpan(Type type) => IsWritableSpan(type) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>));

    public static bool IsWritableSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Span<>);
}
