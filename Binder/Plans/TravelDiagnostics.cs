using System.Reflection;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>SB2xxx: what of a contract cannot travel in a shape.</summary>
internal static class TravelDiagnostics
{
    public static SyscallDiagnostic DuplicateNumber(SyscallDescriptor first, SyscallDescriptor second, ulong number) => Error("SB2001",
        MemberNames.Of(second.Method),
        $"the number {number} is given to {first.Name} ({MemberNames.Of(first.Method)}) and to {second.Name} ({MemberNames.Of(second.Method)}).",
        "Give one of them another number, or both the same name if they are two views of one call.");

    public static SyscallDiagnostic UnknownName(SyscallDescriptor call, AbiShape shape)
    {
        string member = MemberNames.Of(call.Method);
        string? near = NearName.Find(shape.Numbers, call.Name);
        return shape.Numbers.Count == 0
            ? Error("SB2002", member, $"the call is declared by the name \"{call.Name}\" and the shape has no table of numbers.",
                "Set AbiShape.Numbers, or declare the call by number: [Syscall(number)].")
            : Error("SB2002", member, $"the shape's table of {Count(shape.Numbers.Count, "number")} has no call named \"{call.Name}\".",
                near is null ? "Correct the name, add it to AbiShape.Numbers, or declare the call by number: [Syscall(number)]."
                    : $"Write [Syscall(\"{near}\")], or add the name to AbiShape.Numbers.");
    }

    public static SyscallDiagnostic CannotTravel(ParameterInfo parameter, Refusal refusal) =>
        Error(refusal.Code, MemberNames.Of(parameter), refusal.Reason, refusal.Cure);

    public static SyscallDiagnostic CannotTravel(Type type, Refusal refusal) => Error(refusal.Code, MemberNames.Of(type), refusal.Reason, refusal.Cure);

    public static SyscallDiagnostic TooManyArguments(SyscallDescriptor call, ArgumentPlan[] arguments, AbiShape shape) => Error("SB2004",
        MemberNames.Of(call.Method),
        $"its arguments take {Count(arguments.Sum(argument => argument.Registers), "register")} "
            + $"({string.Join(", ", arguments.Select(argument => $"{argument.Parameter.Name} {argument.Registers}"))}) and the shape has {shape.ArgumentRegisters.Count}.",
        $"{Refusals.Pack(shape)}; else take away parameters, or pass some of them in a struct by `in`.");

    public static SyscallDiagnostic TooManyBytes(SyscallDescriptor call) => Error("SB2021", MemberNames.Of(call.Method),
        $"its arguments may take more than {PackedSize.Most} bytes.", "Write a ReadOnlySpan<T> of what there is so much of.");

    public static SyscallDiagnostic UntaggedUnion(Type union) => new("SB2022", SyscallDiagnosticSeverity.Warning, MemberNames.Of(union),
        "the tags of its variants are their order of declaration, so that reordering them changes the ABI with nothing said.",
        "Write [Variant(tag)] on each variant.");

    public static SyscallDiagnostic NoRegisterForArea(SyscallDescriptor call, FrameLayout layout) => Error("SB2008", MemberNames.Of(call.Method),
        $"its answer does not fit into {(layout.ValueRegisters == 1 ? "a register" : $"{layout.ValueRegisters} registers")}, and of the shape's {Count(layout.Registers, "argument register")} none is left for the address of a return area.",
        $"{Refusals.Pack(layout.Shape)}; else take the answer as an `out` parameter in place of another one, or return a scalar.");

    public static SyscallDiagnostic LengthOfNoSpan(ParameterInfo parameter, string? name, ParameterInfo[] all) => Error("SB2009", MemberNames.Of(parameter),
        Array.Find(all, other => other.Name == name) is { } other
            ? $"[LengthOf(\"{name}\")] names a parameter of type {MemberNames.TypeOf(other)}, which is no span."
            : $"[LengthOf(\"{name}\")] names no parameter of the method.",
        "Write [LengthOf(nameof(span))] with the name of a Span<T> or ReadOnlySpan<T> parameter.");

    public static SyscallDiagnostic TwoLengths(ParameterInfo parameter) => Error("SB2010", MemberNames.Of(parameter),
        "two attributes say how long the span is.", "Leave one of [LengthOf], [FixedLength] and [NulTerminated].");

    public static SyscallDiagnostic Misplaced(ParameterInfo parameter, string attribute, string place) => Error("SB2011", MemberNames.Of(parameter),
        Stands(attribute, parameter), $"{attribute} belongs on {place}: take it away, or change the type.");

    /// <summary>[Out] on what the kernel cannot write to.</summary>
    public static SyscallDiagnostic OutOnInput(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        string cure = type == typeof(string) ? "Take an [Out] Span<byte> for the text that the kernel writes."
            : SpanCounts.IsSpan(type) ? $"Write [Out] Span<{MemberNames.Of(type.GetGenericArguments()[0])}>."
            : type.IsSZArray ? $"Write [Out] Span<{MemberNames.Of(type.GetElementType()!)}>."
            : type.IsValueType || type.IsPointer ? $"Write out {MemberNames.Of(type)}."
            : "Write an `out` parameter of a struct, or an [Out] Span<T>.";
        return Error("SB2011", MemberNames.Of(parameter), Stands("[Out]", parameter), cure);
    }

    /// <summary>[In] by itself says nothing that the type does not, and beside [Out] it contradicts it.</summary>
    public static SyscallDiagnostic InOnValue(ParameterInfo parameter) => Error("SB2011", MemberNames.Of(parameter), Stands("[In]", parameter),
        SpanCounts.IsWritableSpan(parameter.ParameterType)
            ? $"Write ReadOnlySpan<T> for what the kernel reads, [Out] Span<T> for what it writes, a bare Span<T> for both."
            : "Take it away: what is passed by value is read.");

    public static SyscallDiagnostic BadCount(ParameterInfo parameter, string attribute, int count) => Error("SB2012", MemberNames.Of(parameter),
        $"{attribute} is given {count}.", "Write 0 or more.");

    public static SyscallDiagnostic ReturnCountsNoSpan(MethodInfo method, string? name) => Error("SB2013", MemberNames.Of(method.ReturnParameter),
        Array.Find(method.GetParameters(), other => other.Name == name) is { } other
            ? $"[return: LengthOf(\"{name}\")] names a parameter of type {MemberNames.TypeOf(other)}, and only a Span<T> is filled."
            : $"[return: LengthOf(\"{name}\")] names no parameter of the method.",
        "Write [return: LengthOf(nameof(buffer))] with the name of a Span<T> parameter.");

    public static SyscallDiagnostic AnswerIsNoCount(MethodInfo method, string name) => Error("SB2013", MemberNames.Of(method.ReturnParameter),
        $"[return: LengthOf(\"{name}\")] stands on an answer of type {MemberNames.TypeOf(method.ReturnParameter)}, which is no integer.",
        "Answer with an integer, or with a Result of one, such as Result<nint, Errno>.");

    public static SyscallDiagnostic TooManyScalars(Type type, int needed, AbiShape shape) => Error("SB2014", MemberNames.Of(type),
        $"its scalars take {Count(needed, "register")} and the shape has {shape.ArgumentRegisters.Count}.",
        $"{Refusals.Pack(shape)}; else take away fields.");

    public static SyscallDiagnostic LongerThanMost(ParameterInfo parameter, int length, int most) => Error("SB2016", MemberNames.Of(parameter),
        $"[FixedLength({length})] is more than [MaxCount({most})] lets pass, so that every call would be refused.",
        $"Take away [MaxCount], or write [MaxCount({length})].");

    public static SyscallDiagnostic MarshalAsIsNotRead(ParameterInfo parameter) => new("SB2017", SyscallDiagnosticSeverity.Warning, MemberNames.Of(parameter),
        $"[MarshalAs] is not read: the parameter travels as what it is, {MemberNames.TypeOf(parameter)}.",
        "Take it away, and choose the type by what the kernel takes: int for a BOOL of 4 bytes, ReadOnlySpan<char> for UTF-16.");

    public static SyscallDiagnostic NotLoadable(SyscallDescriptor call, Exception exception) => Error("SB2018", MemberNames.Of(call.Method),
        $"a type in its signature cannot be loaded: {exception.Message.Trim()}",
        "Put the assembly that has the type where the contract's own is loaded from.");

    private static string Stands(string attribute, ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return $"{attribute} stands on a parameter of type {(type.IsByRef ? MemberNames.TypeOf(parameter) : MemberNames.Of(type))}.";
    }

    private static string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    private static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        ContractDiagnostics.Error(code, member, reason, cure);
}
