using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Finds the method that handles each call of the contracts that a kernel's handlers handle.</summary>
internal sealed class HandlerBinder(AbiShape shape, DiagnosticList problems)
{
    private readonly Dictionary<ulong, HandlerCall> _byNumber = [];

    /// <summary>The calls in order of number.</summary>
    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public HandlerCall[] Bind(Type[] handlers)
    {
        for (int i = 0; i < handlers.Length; i++)
        {
            BindHandler(handlers[i], i);
        }

        HandlerCall[] calls = [.. _byNumber.Values];
        Array.Sort(calls, static (left, right) => left.Plan.Number.CompareTo(right.Plan.Number));
        return calls;
    }

    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private void BindHandler(Type handler, int index)
    {
        List<Type> implemented = [.. handler.GetInterfaces().Where(type => type.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false))];
        List<Type> handled = [.. handler.GetCustomAttributes<HandlesAttribute>(inherit: true).Select(attribute => attribute.Contract)];
        if (implemented.Count + handled.Count == 0)
        {
            problems.Add(HandlerDiagnostics.HandlesNothing(handler));
            return;
        }

        SyscallTable table = SyscallTable.Of([.. handled, .. implemented]);
        foreach ((Type contract, List<CallPlan> calls) in table.Plan(shape, problems))
        {
            foreach (CallPlan call in calls)
            {
                HandlerCall? found = handled.Contains(contract) ? Match(handler, index, call) : Implementation(handler, index, call);
                if (found is not null)
                {
                    Add(found);
                }
            }
        }
    }

    private void Add(HandlerCall call)
    {
        if (_byNumber.TryGetValue(call.Plan.Number, out HandlerCall? other))
        {
            bool isSame = other.Plan.Call.Method == call.Plan.Call.Method && other.Handler == call.Handler;
            if (!isSame)
            {
                problems.Add(HandlerDiagnostics.TwoHandlers(call.Plan.Number, Describe(other), Describe(call)));
            }

            return;
        }

        _byNumber.Add(call.Plan.Number, call);
    }

    private static string Describe(HandlerCall call) =>
        $"{call.Plan.Call.Name} ({MemberNames.Of(call.Plan.Call.Method)}, {MemberNames.Of(call.Method.ReflectedType!)})";

    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private HandlerCall? Implementation(Type handler, int index, CallPlan call)
    {
        int before = problems.Found.Count;
        foreach (ArgumentPlan argument in call.Arguments)
        {
            if (argument is HandleArgument)
            {
                problems.Add(HandlerDiagnostics.NeedsNativeHandle(handler, argument.Parameter));
            }
            else if (argument is ValueArgument && ClaimsMemory(argument.Parameter.ParameterType))
            {
                problems.Add(HandlerDiagnostics.NeedsContext(handler, argument.Parameter));
            }
        }

        if (call.Answer.Carrier == AnswerCarrier.Handle)
        {
            problems.Add(HandlerDiagnostics.NeedsNativeHandle(handler, call.Answer.Return));
        }

        return problems.Found.Count == before ? new(call, index, Target(handler, call.Call.Method), TakesContext: false) : null;
    }

    /// <summary>The object's own method, so that the JIT can inline it; the interface's where the object has none.</summary>
    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private static MethodInfo Target(Type handler, MethodInfo declared)
    {
        if (!handler.IsClass)
        {
            return declared;
        }

        InterfaceMapping map = handler.GetInterfaceMap(declared.DeclaringType!);
        int place = Array.IndexOf(map.InterfaceMethods, declared);
        MethodInfo? target = place < 0 ? null : map.TargetMethods[place];
        return target?.DeclaringType is { IsClass: true } ? target : declared;
    }

    private static bool ClaimsMemory(Type type) => type.IsPointer || (type.IsGenericType && type.GetGenericTypeDefinition() is { } definition
        && (definition == typeof(UserPointer<>) || definition == typeof(ReadOnlyUserPointer<>)
            || definition == typeof(UserSlice<>) || definition == typeof(ReadOnlyUserSlice<>)));

    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private HandlerCall? Match(Type handler, int index, CallPlan call)
    {
        List<MethodInfo> sameName = [];
        List<MethodInfo> fitting = [];
        foreach (MethodInfo method in handler.GetMethods(
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.FlattenHierarchy))
        {
            if (Bare(method.Name) == Bare(call.Call.Method.Name))
            {
                (HandlerSignature.Fits(method, call) ? fitting : sameName).Add(method);
            }
        }

        if (fitting.Count == 0)
        {
            problems.Add(HandlerDiagnostics.NoMethod(handler, call, sameName));
            return null;
        }

        if (fitting.Count > 1)
        {
            problems.Add(HandlerDiagnostics.TwoMethods(handler, call, fitting[0], fitting[1]));
            return null;
        }

        return new(call, index, fitting[0], HandlerSignature.TakesContext(fitting[0]));
    }

    private static string Bare(string name) =>
        name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 ? name[..^5] : name;
}
