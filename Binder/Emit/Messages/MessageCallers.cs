using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Callers of messages that are known only as types.</summary>
internal static class MessageCallers
{
    /// <summary>The caller of a message, made now where it is not there yet.</summary>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of the message.")]
    public static object For(MessageType message, SyscallAbi abi) => typeof(MessageCallers<,,>)
        .MakeGenericType(message.Type, message.Value, message.Error)
        .GetMethod(nameof(For))!
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [abi], null)!;
}

/// <summary>The callers of one message type, found without a lock: by the shape's identity, which is that of the ABI's every call.</summary>
internal static class MessageCallers<TCall, TReturn, TError>
{
    private static Entry[] s_entries = [];

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of the message.")]
    public static MessageCaller<TCall, TReturn, TError> For(SyscallAbi abi)
    {
        AbiShape shape = abi.Shape;
        bool isLent = abi.LastingLender is not null;
        foreach (Entry entry in Volatile.Read(ref s_entries))
        {
            if (ReferenceEquals(entry.Shape, shape) && entry.IsLent == isLent)
            {
                return entry.Caller;
            }
        }

        return FindEqual(shape, isLent);
    }

    /// <summary>Shapes that are equal share a caller, and only the first of them is remembered: a program may make any number.</summary>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of the message.")]
    private static MessageCaller<TCall, TReturn, TError> FindEqual(AbiShape shape, bool isLent)
    {
        foreach (Entry entry in Volatile.Read(ref s_entries))
        {
            if (entry.IsFor(shape, isLent))
            {
                return entry.Caller;
            }
        }

        EmittedModules.RequireDynamicCode();
        DiagnosticList problems = new();
        CallPlan? plan = Plan(shape, isLent, problems);
        problems.ThrowIfErrors();
        lock (EmittedModules.Gate)
        {
            Entry[] entries = s_entries;
            if (Array.Find(entries, entry => entry.IsFor(shape, isLent)) is { } existing)
            {
                return existing.Caller;
            }

            EmittedModule module = EmittedModules.For(UsedAssemblies.Of(MessageCallerEmitter.CallerOf(plan!), [plan!]));
            MessageCaller<TCall, TReturn, TError> caller =
                (MessageCaller<TCall, TReturn, TError>)Activator.CreateInstance(MessageCallerEmitter.Emit(module, plan!, isLent))!;
            Array.Resize(ref entries, entries.Length + 1);
            entries[^1] = new(shape, isLent, caller);
            Volatile.Write(ref s_entries, entries);
            return caller;
        }
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of the message.")]
    private static CallPlan? Plan(AbiShape shape, bool isLent, DiagnosticList problems)
    {
        if (MessageType.Of(typeof(TCall)) is not { } message)
        {
            problems.Add(ContractDiagnostics.MessageWithoutNumber(typeof(TCall)));
            return null;
        }

        return ShapeRules.Check(shape, problems) && MessageReader.Alone(message, typeof(IMessagePerformed<,,>), problems) is { } call
            ? new CallPlanner(shape, problems, isLent).Plan([call]).FirstOrDefault()
            : null;
    }

    private sealed record Entry(AbiShape Shape, bool IsLent, MessageCaller<TCall, TReturn, TError> Caller)
    {
        public bool IsFor(AbiShape shape, bool isLent) => IsLent == isLent && Shape.Equals(shape);
    }
}
