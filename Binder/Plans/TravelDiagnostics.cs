using System.Reflection;
using Binder.Model;

namespace Binder.Plans;

/// <summary>SB2xxx: what of a contract cannot travel in a shape.</summary>
internal static class TravelDiagnostics
{
    public static SyscallDiagnostic DuplicateNumber(SyscallDescriptor first, SyscallDescriptor second, ulong number) => Error("SB2001",
        MemberNames.Of(second.Method),
        $"the number {number} is given to {first.Name} ({MemberNames.Of(first.Method)}) and to {second.Name} ({MemberNames.Of(second.Method)}).",
        "Give one of them another number, or both the same name if they are two views of one call.");

    public static SyscallDiagnostic UnknownName(SyscallDescriptor call, AbiShape shape) => Error("SB2002", MemberNames.Of(call.Method),
        shape.Numbers.Entries.Count == 0
            ? $"the call is declared by the name \"{call.Name}\" and the shape has no table of numbers."
            : $"the shape's table of {shape.Numbers.Entries.Count} numbers has no call named \"{call.Name}\".",
        shape.Numbers.Entries.Count == 0
            ? "Set AbiShape.Numbers, or declare the call by number: [Syscall(1)]."
            : "Correct the name, add it to AbiShape.Numbers, or declare the call by number: [Syscall(1)].");

    public static SyscallDiagnostic CannotTravel(ParameterInfo parameter, Refusal refusal) =>
        Error(refusal.Code, MemberNames.Of(parameter), refusal.Reason, refusal.Cure);

    public static SyscallDiagnostic TooManyArguments(SyscallDescriptor call, int needed, int available) => Error("SB2004",
        MemberNames.Of(call.Method),
        $"its arguments take {needed} registers and the shape has {available}.",
        "Take away parameters, or pass some of them in a struct by `in`.");

    public static SyscallDiagnostic TooManyScalars(Type type, int needed, int available) => Error("SB2014", MemberNames.Of(type),
        $"its scalars take {needed} registers and the shape has {available}.",
        "Take away fields, or use a shape with more registers.");

    public static SyscallDiagnostic CannotTravel(Type type, Refusal refusal) => Error(refusal.Code, MemberNames.Of(type), refusal.Reason, refusal.Cure);

    public static SyscallDiagnostic NoRegisterForArea(SyscallDescriptor call, int available) => Error("SB2008", MemberNames.Of(call.Method),
        $"its answer does not fit into a register, and of the shape's {available} argument registers none is left for the address of a return area.",
        "Take the answer as an `out` parameter in place of another one, or return a scalar.");

    public static SyscallDiagnostic LengthOfNoSpan(ParameterInfo parameter, string name) => Error("SB2009", MemberNames.Of(parameter),
        $"[LengthOf(\"{name}\")] names no span among the method's parameters.", "Write [LengthOf(nameof(span))] with a span's name.");

    public static SyscallDiagnostic TwoLengths(ParameterInfo parameter) => Error("SB2010", MemberNames.Of(parameter),
        "two attributes say how long the span is.", "Leave one of [LengthOf], [FixedLength] and [NulTerminated].");

    public static SyscallDiagnostic Misplaced(ParameterInfo parameter, string attribute, string place) => Error("SB2011", MemberNames.Of(parameter),
        $"{attribute} stands on a {MemberNames.Of(parameter.ParameterType)}.", $"{attribute} belongs on {place}; take it away or change the type.");

    public static SyscallDiagnostic BadCount(ParameterInfo parameter, string attribute, int count) => Error("SB2012", MemberNames.Of(parameter),
        $"{attribute} is given {count}.", "Write 0 or more.");

    public static SyscallDiagnostic ReturnCountsNoSpan(ParameterInfo parameter, string name) => Error("SB2013", MemberNames.Of(parameter),
        $"[return: LengthOf(\"{name}\")] names no Span<T> of the method, or the answer is no integer.",
        "Write [return: LengthOf(nameof(buffer))] with the name of a Span<T>, on a method that answers an integer.");

    private static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        ContractDiagnostics.Error(code, member, reason, cure);
}
