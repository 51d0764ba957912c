using System.Reflection;

namespace Binder.Model;

/// <summary>SB1xxx: what is wrong with a contract whatever the shape.</summary>
internal static class ContractDiagnostics
{
    public static SyscallDiagnostic NotAContract(Type type) => Error("SB1001", MemberNames.Of(type),
        type.IsInterface ? "the interface is not marked [SyscallInterface]." : "the type is no interface.",
        type.IsInterface ? "Write [SyscallInterface] above it." : "Declare the calls in an interface marked [SyscallInterface] and bind that.");

    public static SyscallDiagnostic MethodWithoutSyscall(MethodInfo method) => Error("SB1002", MemberNames.Of(method),
        "the method has neither a [Syscall] attribute nor a body.",
        $"Write [Syscall(number)] or [Syscall(\"{method.Name.ToLowerInvariant()}\")] above it, or give it a body.");

    public static SyscallDiagnostic GenericMethod(MethodInfo method) => Error("SB1003", MemberNames.Of(method),
        "a generic method has no one way to lay its values into registers.",
        "Declare a method for each type; several may share one [Syscall(\"name\")].");

    public static SyscallDiagnostic Property(PropertyInfo property) => Error("SB1004", MemberNames.Of(property),
        "a property cannot be a call.", $"Write a method: [Syscall(…)] {MemberNames.Of(property.PropertyType)} Get{property.Name}().");

    public static SyscallDiagnostic Event(EventInfo @event) => Error("SB1005", MemberNames.Of(@event),
        "an event cannot be a call.", "Take it out of the contract, or give it accessors with bodies.");

    public static SyscallDiagnostic NegativeNumber(MethodInfo method, long number) => Error("SB1006", MemberNames.Of(method),
        $"the number {number} is negative.", "Write a number from 0 to 2^64-1; one with the top bit set as 0x8000_0000_0000_0000ul.");

    public static SyscallDiagnostic NotANumber(MethodInfo method, object? value) => Error("SB1007", MemberNames.Of(method),
        value is null ? "[Syscall] is given null." : value is string ? "[Syscall] is given an empty name."
            : $"[Syscall] is given a {MemberNames.Of(value.GetType())}, which is neither a number nor a name.",
        "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")].");

    public static SyscallDiagnostic Contradiction(MethodInfo method, string first, string second, string why) => Error("SB1008", MemberNames.Of(method),
        $"{first} and {second} contradict each other: {why}.", $"Take away {first} or {second}.");

    public static SyscallDiagnostic OpenGeneric(Type type) => Error("SB1009", MemberNames.Of(type),
        "the interface is an open generic type.", "Bind a closed one, or let an interface without type parameters inherit from it.");

    public static SyscallDiagnostic StaticAbstract(MethodInfo method) => Error("SB1010", MemberNames.Of(method),
        "a static abstract member cannot be a call, since a proxy is an object.", "Take away `static abstract`.");

    public static SyscallDiagnostic CannotOverride(MethodInfo method) => Error("SB1011", MemberNames.Of(method),
        "[Syscall] stands on a method that a proxy cannot implement: it is private, static or sealed.",
        "Take away the modifier, or the [Syscall].");

    internal static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        new(code, SyscallDiagnosticSeverity.Error, member, reason, cure);
}
