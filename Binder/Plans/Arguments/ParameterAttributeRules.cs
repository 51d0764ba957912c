using System.Reflection;
using System.Runtime.InteropServices;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Which parameter may carry which attribute, and which numbers they may hold.</summary>
internal static class ParameterAttributeRules
{
    public static SyscallDiagnostic? Check(ParameterInfo parameter, bool isSpan)
    {
        Type type = parameter.ParameterType;
        foreach (object attribute in parameter.GetCustomAttributes(inherit: false))
        {
            SyscallDiagnostic? found = attribute switch
            {
                NulTerminatedAttribute when type != typeof(ReadOnlySpan<byte>) =>
                    TravelDiagnostics.Misplaced(parameter, "[NulTerminated]", "a ReadOnlySpan<byte>"),
                FixedLengthAttribute when !isSpan => TravelDiagnostics.Misplaced(parameter, "[FixedLength]", "a span"),
                FixedLengthAttribute { Length: < 0 } length => TravelDiagnostics.BadCount(parameter, "[FixedLength]", length.Length),
                FixedLengthAttribute when parameter.IsDefined(typeof(NulTerminatedAttribute), false) => TravelDiagnostics.TwoLengths(parameter),
                MaxCountAttribute when !isSpan && type != typeof(string) =>
                    TravelDiagnostics.Misplaced(parameter, "[MaxCount]", "a span or a string"),
                MaxCountAttribute { Count: < 0 } count => TravelDiagnostics.BadCount(parameter, "[MaxCount]", count.Count),
                LengthOfAttribute when !IsInteger(type) => TravelDiagnostics.Misplaced(parameter, "[LengthOf]", "an integer"),
                OutAttribute when !type.IsByRef && !(isSpan && type.GetGenericTypeDefinition() == typeof(Span<>)) =>
                    TravelDiagnostics.Misplaced(parameter, "[Out]", "a Span<T>"),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    public static bool IsInteger(Type type) => !type.IsEnum
        && (Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64 || type == typeof(nint) || type == typeof(nuint));
}
