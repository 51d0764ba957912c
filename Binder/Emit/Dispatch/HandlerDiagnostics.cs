using System.Reflection;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>SB3xxx: what of a handler does not fit its contract.</summary>
internal static class HandlerDiagnostics
{
    public static SyscallDiagnostic HandlesNothing(Type handler) => Error("SB3001", MemberNames.Of(handler),
        "the handler implements no interface marked [SyscallInterface] and carries no [Handles].",
        "Implement the contract, or write [Handles(typeof(IContract))] above the class and give it methods of the same names.");

    public static SyscallDiagnostic NoMethod(Type handler, CallPlan call, IEnumerable<MethodInfo> sameName) => Error("SB3002",
        MemberNames.Of(call.Call.Method),
        $"{MemberNames.Of(handler)} has no method for it" + string.Concat(sameName.Select(method => $"; {MemberNames.Signature(method)} does not fit"))
            + ".",
        $"Write a public {call.Call.Signature}; a SyscallContext may come first, and ValueTask<…> may be returned.");

    public static SyscallDiagnostic TwoMethods(Type handler, CallPlan call, MethodInfo first, MethodInfo second) => Error("SB3003",
        MemberNames.Of(call.Call.Method),
        $"two methods of {MemberNames.Of(handler)} match it: {MemberNames.Signature(first)} and {MemberNames.Signature(second)}.",
        "Rename one of them, or make it private.");

    public static SyscallDiagnostic TwoHandlers(ulong number, string first, string second) => Error("SB3004", second,
        $"the number {number} is handled by {first} and by {second}; a kernel takes one handler for a number.",
        "Give one of the calls another number, or put its handler into a kernel of its own.");

    public static SyscallDiagnostic NeedsContext(Type handler, ParameterInfo parameter) => Error("SB3005", MemberNames.Of(parameter),
        $"{MemberNames.Of(handler)} implements the contract, and a method of it cannot reach the caller's memory that a {MemberNames.Of(parameter.ParameterType)} claims.",
        $"Write [Handles(typeof({MemberNames.Of(parameter.Member.DeclaringType!)}))] in place of implementing it, and take a SyscallContext first.");

    public static SyscallDiagnostic NeedsNativeHandle(Type handler, ParameterInfo parameter) => Error("SB3006", MemberNames.Of(parameter),
        $"{MemberNames.Of(handler)} implements the contract, and the kernel side has no {MemberNames.Of(parameter.ParameterType)}, only its number.",
        $"Write [Handles(typeof({MemberNames.Of(parameter.Member.DeclaringType!)}))] in place of implementing it, with nint where the contract has the handle.");

    private static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        ContractDiagnostics.Error(code, member, reason, cure);
}
