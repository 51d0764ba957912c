using System.Reflection;

namespace Binder.Model;

/// <summary>SB1xxx: what is wrong with a contract whatever the shape.</summary>
internal static class ContractDiagnostics
{
    private const string NoContract = "SB1001";

    public static SyscallDiagnostic NotMarked(Type type) => Error(NoContract, MemberNames.Of(type),
        "the interface is not marked [SyscallInterface].",
        "Write [SyscallInterface] above it, or above an interface of yours that inherits from it, and use that.");

    public static SyscallDiagnostic NoInterface(Type type) => Error(NoContract, MemberNames.Of(type),
        "the type is no interface.", "Declare the calls in an interface marked [SyscallInterface], and use that.");

    public static SyscallDiagnostic NotLoaded(Type type) => Error(NoContract, type.Name,
        "the type is not loaded into this program: it is still being built, or is known from its metadata only.",
        "Load its assembly, and use the type that is found there.");

    public static SyscallDiagnostic MethodWithoutSyscall(MethodInfo method, Type contract) => Error("SB1002", MemberNames.Of(method),
        "the method has neither a [Syscall] attribute nor a body.",
        method.DeclaringType!.Assembly == contract.Assembly
            ? $"Write [Syscall(number)] or [Syscall(\"{method.Name.ToLowerInvariant()}\")] above it, or give it a body."
            : $"Give it a body in {MemberNames.Of(contract)}: {BodyFor(method)}; or do not inherit from {MemberNames.Of(method.DeclaringType!)}.");

    public static SyscallDiagnostic BodyTakenAway(MethodInfo method, MethodInfo declared) => Error("SB1002", MemberNames.Of(method),
        "the method is declared abstract again, and has neither a [Syscall] attribute nor a body.",
        $"Give it a body, or take it out and write [Syscall(number)] above {MemberNames.Of(declared)}.");

    public static SyscallDiagnostic GenericMethod(MethodInfo method) => Error("SB1003", MemberNames.Of(method),
        "a generic method has no one way to lay its values into registers.",
        "Declare a method for each type; several may share one [Syscall(\"name\")].");

    public static SyscallDiagnostic Property(PropertyInfo property) => Error("SB1004", MemberNames.Of(property),
        "a property cannot be a call.",
        $"Write {string.Join(" and ", MethodsFor(property).Select(method => $"[Syscall(…)] {method}"))} instead, or give it a body without [Syscall].");

    public static SyscallDiagnostic Event(EventInfo @event) => Error("SB1005", MemberNames.Of(@event),
        "an event cannot be a call.", "Take it out of the contract, or give its accessors bodies without [Syscall].");

    public static SyscallDiagnostic NegativeNumber(MemberInfo member, long number) => Error("SB1006", NameOf(member),
        $"the number {number} is negative.", "Write a number from 0 to 2^64-1; one with the top bit set as 0x8000_0000_0000_0000ul.");

    public static SyscallDiagnostic NotANumber(MemberInfo member, object? value) => Error("SB1007", NameOf(member),
        value switch
        {
            null => "[Syscall] is given null.",
            "" => "[Syscall] is given an empty name.",
            string name => $"[Syscall] is given \"{name}\", which is no name: a name begins with a letter or an underscore, and has no white space.",
            Type => "[Syscall] is given a type, which is neither a number nor a name.",
            _ => $"[Syscall] is given a value of type {MemberNames.Of(value.GetType())}, which is neither a number nor a name.",
        },
        value is string given && SyscallNumbers.IsName(given.AsSpan().Trim()) ? $"Write [Syscall(\"{given.Trim()}\")]."
            : "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")].");

    public static SyscallDiagnostic Contradiction(MemberInfo member, string first, string second, string why) => Error("SB1008", NameOf(member),
        $"{first} and {second} contradict each other: {why}.", $"Take away {first} or {second}.");

    public static SyscallDiagnostic OpenGeneric(Type type) => Error("SB1009", MemberNames.Of(type),
        $"the {KindOf(type)} has type parameters that nothing stands for.", OpenGenericCure(type));

    /// <summary>Nobody asked for it by name, so that the others may be bound.</summary>
    public static SyscallDiagnostic OpenGenericFound(Type type) => new("SB1009", SyscallDiagnosticSeverity.Warning, MemberNames.Of(type),
        $"the {KindOf(type)} has type parameters that nothing stands for, and was left out.", OpenGenericCure(type));

    public static SyscallDiagnostic StaticAbstract(MethodInfo method) => Error("SB1010", MemberNames.Of(method),
        "a static abstract member cannot be a call, since a proxy is an object.", "Take away `static abstract`, or the member.");

    public static SyscallDiagnostic CannotOverride(MethodInfo method) => Error("SB1011", MemberNames.Of(method),
        $"[Syscall] stands on a method that a proxy cannot implement, since it is {WhyNot(method)}.",
        method.Name.LastIndexOf('.') > 0 ? "Write [Syscall] above the method of the base interface." : "Take away the modifier, or the [Syscall].");

    /// <summary>Told when the call is planned: until then nobody reads signatures, which loads the types in them.</summary>
    public static SyscallDiagnostic VariableArguments(MethodInfo method) => Error("SB1012", MemberNames.Of(method),
        "a method with __arglist takes values whose types no contract says.",
        "Declare a method for each list of parameters; several may share one [Syscall(\"name\")].");

    public static SyscallDiagnostic TwoBodies(MethodInfo method, MethodInfo first, MethodInfo second, Type contract) => Error("SB1013", MemberNames.Of(method),
        $"{MemberNames.Of(contract)} inherits two bodies for it, {MemberNames.Of(first)} and {MemberNames.Of(second)}, and neither comes before the other.",
        $"Give it a body in {MemberNames.Of(contract)}: {BodyFor(method)}.");

    public static SyscallDiagnostic DurationOfNoCall(MethodInfo method, string attribute) => new("SB1014", SyscallDiagnosticSeverity.Warning, MemberNames.Of(method),
        $"{attribute} means nothing on a method that is no call: it has a body and no [Syscall].", $"Write [Syscall(…)] above it, or take away {attribute}.");

    public static SyscallDiagnostic NoMessage(Type type) => Error("SB1015", MemberNames.Of(type),
        "the type is marked [Syscall] and is no message, since it implements no ISyscall<TReturn, TError>, or several.",
        "Implement one ISyscall<TReturn, TError>, which says what the call answers.");

    public static SyscallDiagnostic MessageWithoutNumber(Type type) => Error("SB1017", MemberNames.Of(type),
        "the message type has no [Syscall] attribute.", "Write [Syscall(number)] or [Syscall(\"name\")] above it.");

    public static SyscallDiagnostic MessageAnswer(MethodInfo method, Type message, Type value, Type error) => Error("SB1016", MemberNames.Of(method),
        $"it answers {MemberNames.Of(method.ReturnType)}, and {MemberNames.Of(message)} is an ISyscall<{MemberNames.Of(value)}, {MemberNames.Of(error)}>.",
        $"Answer Result<{MemberNames.Of(value)}, SyscallError<{MemberNames.Of(error)}>>, Result<{MemberNames.Of(value)}, {MemberNames.Of(error)}> or {MemberNames.Of(value)}.");

    private static string NameOf(MemberInfo member) => member is Type type ? MemberNames.Of(type) : MemberNames.Of(member);

    internal static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        new(code, SyscallDiagnosticSeverity.Error, member, reason, cure);

    private static string KindOf(Type type) => type.IsInterface ? "interface" : "message type";

    private static string OpenGenericCure(Type type) => type.IsInterface
        ? "Move [SyscallInterface] to an interface without type parameters that inherits from it; or name a closed type: SyscallBinder.Bind<IContract<int>>."
        : "Perform a closed type, or name one: SyscallTable.Of(typeof(Message<int>)).";

    private static string WhyNot(MethodInfo method) => method switch
    {
        { IsStatic: true } => "static",
        _ when method.Name.LastIndexOf('.') > 0 => "the explicit implementation of another one",
        { IsPrivate: true } => "private",
        _ => "sealed",
    };

    private static string BodyFor(MethodInfo method)
    {
        string signature = MemberNames.Signature(method);
        int name = signature.IndexOf($" {method.Name}", StringComparison.Ordinal) + 1;
        return $"{signature[..name]}{MemberNames.Of(method.DeclaringType!)}.{signature[name..]} {{ … }}";
    }

    private static IEnumerable<string> MethodsFor(PropertyInfo property)
    {
        string name = property.GetIndexParameters().Length > 0 ? "" : property.Name;
        if (property.GetMethod is { } getter)
        {
            yield return MemberNames.Signature(getter).Replace(getter.Name, "Get" + name, StringComparison.Ordinal);
        }

        if (property.SetMethod is { } setter)
        {
            yield return MemberNames.Signature(setter).Replace(setter.Name, "Set" + name, StringComparison.Ordinal);
        }
    }
}
