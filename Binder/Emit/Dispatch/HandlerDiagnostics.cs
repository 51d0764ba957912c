using System.Reflection;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>SB3xxx: what of a handler does not fit its contract.</summary>
internal static class HandlerDiagnostics
{
    public static SyscallDiagnostic HandlesNothing(Type handler) => handler.IsAssignableTo(typeof(Type))
        ? Error("SB3001", MemberNames.Of(typeof(Type)), "the handler is a type, and objects handle calls.", "Write new Handler() in place of typeof(Handler).")
        : Error("SB3001", MemberNames.Of(handler),
        "the handler implements no interface marked [SyscallInterface] and carries no [Handles].",
        "Implement the contract, or write [Handles(typeof(IContract))] above the class and give it methods of the same names.");

    public static SyscallDiagnostic NoMethod(Type handler, CallPlan call, IEnumerable<MethodInfo> sameName) => Error("SB3002",
        MemberNames.Of(call.Call.Method),
        $"{MemberNames.Of(handler)} has no method for it"
            + string.Concat(sameName.Select(method => $"; {MemberNames.Signature(method)} {(method.IsPublic ? "does not fit" : "is not public")}")) + ".",
        $"Write a public {KernelSignature(call)}; a SyscallContext may come first, and {TaskOf(call)} may be returned.");

    public static SyscallDiagnostic TwoMethods(Type handler, CallPlan call, MethodInfo first, MethodInfo second) => Error("SB3003",
        MemberNames.Of(call.Call.Method),
        $"two methods of {MemberNames.Of(handler)} match it: {MemberNames.Signature(first)} and {MemberNames.Signature(second)}.",
        "Rename one of them, or make it private.");

    public static SyscallDiagnostic TwoHandlers(CallPlan first, Type firstHandler, CallPlan second, Type secondHandler) => Error("SB3004",
        MemberNames.Of(second.Call.Method),
        $"the number {second.Number} is handled by {MemberNames.Of(firstHandler)} for {MemberNames.Of(first.Call.Method)} and by "
            + $"{MemberNames.Of(secondHandler)} for {MemberNames.Of(second.Call.Method)}; a kernel takes one handler for a number.",
        first.Call.Name == second.Call.Name
            ? "Give the kernel a contract of its own that declares the call once, as its most general view."
            : "Give one of the calls another number, or put its handler into a kernel of its own.");

    public static SyscallDiagnostic NeedsContext(Type handler, ParameterInfo parameter, Type claim)
    {
        Type given = parameter.ParameterType is { IsByRef: true } reference ? reference.GetElementType()! : parameter.ParameterType;
        return Error("SB3005", MemberNames.Of(parameter),
            $"{MemberNames.Of(handler)} implements the contract, and a method of it cannot reach the caller's memory that a {MemberNames.Of(claim)}"
                + $"{(given == claim ? "" : $" in {MemberNames.Of(given)}")} claims.",
            $"Write [Handles(typeof({MemberNames.Of(parameter.Member.DeclaringType!)}))] in place of implementing it, and take a SyscallContext first.");
    }

    public static SyscallDiagnostic NeedsNativeHandle(Type handler, ParameterInfo parameter) => Error("SB3006", MemberNames.Of(parameter),
        $"{MemberNames.Of(handler)} implements the contract, and the kernel side has no {MemberNames.Of(parameter.ParameterType)}, only its number.",
        $"Write [Handles(typeof({MemberNames.Of(parameter.Member.DeclaringType!)}))] in place of implementing it, with nint where the contract has the handle.");

    public static SyscallDiagnostic SameTypeTwice(Type handler, int first, int second) => Error("SB3007", MemberNames.Of(handler),
        $"the handlers {first} and {second} are both of this type, and a kernel takes one handler for a number.",
        "Leave one of them, or put the other into a kernel of its own.");

    public static SyscallDiagnostic HandlesNoContract(Type handler, Type? contract) => Error("SB3008", MemberNames.Of(handler),
        contract is null ? "[Handles] names no type." : $"[Handles(typeof({MemberNames.Of(contract)}))] names what is no contract: an interface marked [SyscallInterface].",
        contract is { IsInterface: true } ? $"Write [SyscallInterface] above {MemberNames.Of(contract)}, or name another interface." : "Write [Handles(typeof(IContract))] with the contract's name.");

    /// <summary>What the kernel side has in place of the contract's method: numbers in place of handles.</summary>
    private static string KernelSignature(CallPlan call)
    {
        MethodInfo method = call.Call.Method;
        IEnumerable<string> parameters = call.Arguments.Select(argument =>
            $"{(argument is HandleArgument ? "nint" : MemberNames.TypeOf(argument.Parameter))} {argument.Parameter.Name}");
        return $"{MemberNames.Of(HandlerSignature.KernelReturn(call.Answer))} {method.Name}({string.Join(", ", parameters)})";
    }

    private static string TaskOf(CallPlan call)
    {
        Type type = HandlerSignature.KernelReturn(call.Answer);
        return type == typeof(void) ? "ValueTask" : $"ValueTask<{MemberNames.Of(type)}>";
    }

    private static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        ContractDiagnostics.Error(code, member, reason, cure);
}
