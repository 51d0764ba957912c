using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Finds the method that handles each call of the contracts that a kernel's handlers handle.</summary>
internal sealed class HandlerBinder(AbiShape shape, DiagnosticList problems)
{
    private readonly Dictionary<ulong, HandlerCall> _byNumber = [];

    /// <summary>Plans messages, which stand for themselves; null where the shape contradicts itself.</summary>
    private CallPlanner? _planner;

    /// <summary>The calls in order of number.</summary>
    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public HandlerCall[] Bind(Type[] handlers)
    {
        // A kernel without handlers has no contract whose plan would ask, and its rejections follow the shape all the same.
        _planner = ShapeRules.Check(shape, problems) ? new(shape, problems, isLent: true) : null;
        for (int i = 0; i < handlers.Length; i++)
        {
            int first = Array.IndexOf(handlers, handlers[i]);
            if (first == i)
            {
                BindHandler(handlers, i);
            }
            else
            {
                problems.Add(HandlerDiagnostics.SameTypeTwice(handlers[i], first, i));
            }
        }

        HandlerCall[] calls = [.. _byNumber.Values];
        Array.Sort(calls, static (left, right) => left.Plan.Number.CompareTo(right.Plan.Number));
        return calls;
    }

    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private void BindHandler(Type[] handlers, int index)
    {
        Type handler = handlers[index];
        List<Type> implemented = [.. handler.GetInterfaces().Where(type => type.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false))];
        List<Type> handled = [];
        HandlesAttribute[] attributes = [.. handler.GetCustomAttributes<HandlesAttribute>(inherit: true)];
        foreach (Type? contract in attributes.Select(attribute => attribute.Contract))
        {
            if (contract is { IsInterface: true } && contract.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false))
            {
                handled.Add(contract);
            }
            else
            {
                problems.Add(HandlerDiagnostics.HandlesNoContract(handler, contract));
            }
        }

        bool handlesMessages = BindMessages(handlers, index);
        if (implemented.Count + attributes.Length == 0 && !handlesMessages)
        {
            problems.Add(HandlerDiagnostics.HandlesNothing(handler));
            return;
        }

        HandlerMethods methods = new(handler);
        SyscallTable table = SyscallTable.Of([.. handled, .. implemented]);
        foreach (ContractPlan contract in table.Plan(shape, problems, isLent: true))
        {
            foreach (CallPlan call in contract.Calls)
            {
                HandlerCall? found = handled.Contains(contract.Contract) ? Match(handler, methods, index, call) : Implementation(handler, methods, index, call);
                if (found is not null)
                {
                    Add(found, handlers);
                }
            }
        }
    }

    /// <summary>Binds the messages that a handler handles one by one.</summary>
    /// <returns>Whether there are any.</returns>
    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private bool BindMessages(Type[] handlers, int index)
    {
        Type handler = handlers[index];
        Type[] handled = Array.FindAll(
            handler.GetInterfaces(), static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ISyscallHandler<,,>));
        foreach (Type each in handled)
        {
            Type message = each.GetGenericArguments()[0];
            if (MessageType.Of(message) is not { } type)
            {
                problems.Add(ContractDiagnostics.MessageWithoutNumber(message));
            }
            else if (MessageReader.Alone(type, typeof(IMessageHandled<,,>), problems) is { } descriptor
                && _planner?.Plan([descriptor]) is [{ } call])
            {
                Add(new(call, index, new HandlerMethods(handler).Target(each.GetMethods()[0]), ContextPlace.Last), handlers);
            }
        }

        return handled.Length > 0;
    }

    private void Add(HandlerCall call, Type[] handlers)
    {
        if (_byNumber.TryGetValue(call.Plan.Number, out HandlerCall? other))
        {
            bool isSame = other.Plan.Call.Method == call.Plan.Call.Method && other.Handler == call.Handler;
            if (!isSame)
            {
                problems.Add(HandlerDiagnostics.TwoHandlers(other.Plan, handlers[other.Handler], call.Plan, handlers[call.Handler]));
            }

            return;
        }

        _byNumber.Add(call.Plan.Number, call);
    }

    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private HandlerCall? Implementation(Type handler, HandlerMethods methods, int index, CallPlan call)
    {
        int before = problems.Errors;
        foreach (ArgumentPlan argument in call.Arguments)
        {
            if (argument is HandleArgument)
            {
                problems.Add(HandlerDiagnostics.NeedsNativeHandle(handler, argument.Parameter));
            }
            else if (Claims.In(argument) is { } claim)
            {
                problems.Add(HandlerDiagnostics.NeedsContext(handler, argument.Parameter, claim));
            }
        }

        if (call.Answer.IsHandle)
        {
            problems.Add(HandlerDiagnostics.NeedsNativeHandle(handler, call.Answer.Return));
        }

        return problems.Errors == before ? new(call, index, methods.Target(call.Call.Method), ContextPlace.None) : null;
    }

    [RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private HandlerCall? Match(Type handler, HandlerMethods methods, int index, CallPlan call)
    {
        List<MethodInfo> sameName = [];
        List<MethodInfo> fitting = [];
        foreach (MethodInfo method in methods.Named(call.Call.Method.Name))
        {
            (method.IsPublic && HandlerSignature.Fits(method, call) ? fitting : sameName).Add(method);
        }

        fitting.RemoveAll(method => fitting.Exists(other => Hides(other, method)));

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

        return new(call, index, fitting[0], HandlerSignature.TakesContext(fitting[0]) ? ContextPlace.First : ContextPlace.None);
    }

    /// <summary>Whether a method stands before another one of a base class: it has the same name and parameters.</summary>
    private static bool Hides(MethodInfo method, MethodInfo other) => method.Name == other.Name
        && method.DeclaringType!.IsSubclassOf(other.DeclaringType!)
        && method.GetParameters().Select(parameter => parameter.ParameterType)
            .SequenceEqual(other.GetParameters().Select(parameter => parameter.ParameterType));
}
