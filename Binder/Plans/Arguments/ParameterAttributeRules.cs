using System.Reflection;
using System.Runtime.InteropServices;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Which parameter may carry which attribute, and which numbers they may hold.</summary>
internal static class ParameterAttributeRules
{
    /// <returns>Whether no error was found.</returns>
    public static bool Check(ParameterInfo parameter, bool isSpan, DiagnosticList problems)
    {
        int before = problems.Errors;
        foreach (object attribute in parameter.GetCustomAttributes(inherit: false))
        {
            if (Check(attribute, parameter, isSpan) is { } found)
            {
                problems.Add(found);
            }
        }

        return problems.Errors == before;
    }

    private static SyscallDiagnostic? Check(object attribute, ParameterInfo parameter, bool isSpan)
    {
        Type type = parameter.ParameterType;
        return attribute switch
        {
            NulTerminatedAttribute when type != typeof(ReadOnlySpan<byte>) =>
                TravelDiagnostics.Misplaced(parameter, "[NulTerminated]", "a ReadOnlySpan<byte>"),
            FixedLengthAttribute when !isSpan => TravelDiagnostics.Misplaced(parameter, "[FixedLength]", "a span"),
            FixedLengthAttribute { Length: < 0 } length => TravelDiagnostics.BadCount(parameter, "[FixedLength]", length.Length),
            FixedLengthAttribute when parameter.IsDefined(typeof(NulTerminatedAttribute), false) => TravelDiagnostics.TwoLengths(parameter),
            MaxCountAttribute when !isSpan && type != typeof(string) => TravelDiagnostics.Misplaced(parameter, "[MaxCount]", "a span or a string"),
            MaxCountAttribute { Count: < 0 } count => TravelDiagnostics.BadCount(parameter, "[MaxCount]", count.Count),
            MaxCountAttribute count when parameter.GetCustomAttribute<FixedLengthAttribute>() is { } length && length.Length > count.Count =>
                TravelDiagnostics.LongerThanMost(parameter, length.Length, count.Count),
            LengthOfAttribute when !IsInteger(type) => TravelDiagnostics.Misplaced(parameter, "[LengthOf]", "an integer"),
            OutAttribute when !type.IsByRef && !SpanCounts.IsWritableSpan(type) => TravelDiagnostics.OutOnInput(parameter),
            InAttribute when !type.IsByRef => TravelDiagnostics.InOnValue(parameter),
            MarshalAsAttribute => TravelDiagnostics.MarshalAsIsNotRead(parameter),
            _ => null,
        };
    }

    public static bool IsInteger(Type type) => !type.IsEnum
        && (Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64 || type == typeof(nint) || type == typeof(nuint));
}
