using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Model;

/// <summary>Reads calls that are messages: those that contracts' methods take, and those that are performed or handled by themselves.</summary>
internal static class MessageReader
{
    /// <summary>Reads a method of a contract that takes a message.</summary>
    public static void Read(Type contract, MethodInfo method, MessageType message, List<SyscallDescriptor> calls, DiagnosticList problems)
    {
        if (message.Answers is not null && !Fits(method.ReturnType, message))
        {
            problems.Add(ContractDiagnostics.MessageAnswer(method, message.Type, message.Value, message.Error));
        }

        if (Describe(contract, method, message, problems) is { } call)
        {
            calls.Add(call);
        }
    }

    /// <summary>The call of a message without a contract; null where something is wrong with it, which is told.</summary>
    /// <param name="message">The message.</param>
    /// <param name="role">An open interface of the one method that takes the message: <see cref="IMessagePerformed{TCall, TReturn, TError}"/> or its counterpart.</param>
    /// <param name="problems">Where it is told.</param>
    [RequiresDynamicCode("Closes a generic type over the message's types.")]
    public static SyscallDescriptor? Alone(MessageType message, Type role, DiagnosticList problems)
    {
        if (message.Answers is null)
        {
            problems.Add(ContractDiagnostics.NoMessage(message.Type));
            return null;
        }

        Type closed = role.MakeGenericType(message.Type, message.Value, message.Error);
        return Describe(message.Type, closed.GetMethods()[0], message, problems);
    }

    private static SyscallDescriptor? Describe(Type contract, MethodInfo method, MessageType message, DiagnosticList problems)
    {
        int before = problems.Errors;
        if (message.Answers is null)
        {
            problems.Add(ContractDiagnostics.NoMessage(message.Type));
        }

        CallAttributes attributes = CallAttributes.Of(message.Type);
        GivenNumber.Read(message.Type, attributes.Syscall!.Number, problems, out string? name, out ulong? number);
        if (attributes.IsShort && attributes.IsBlocking)
        {
            problems.Add(ContractDiagnostics.Contradiction(
                message.Type, "[Short]", "[Blocking]", "a call that never blocks cannot be one that may block"));
        }

        return problems.Errors == before ? new(contract, method, name ?? MemberNames.WithoutArity(message.Type.Name), number, attributes.Transition, message.Type) : null;
    }

    private static bool Fits(Type returned, MessageType message)
    {
        if (returned == message.Value || (returned == typeof(void) && message.Value == typeof(Unit)))
        {
            return true;
        }

        if (!returned.IsGenericType || returned.GetGenericTypeDefinition() != typeof(Result<,>) || returned.GetGenericArguments()[0] != message.Value)
        {
            return false;
        }

        Type error = returned.GetGenericArguments()[1];
        return error == message.Error
            || (error.IsGenericType && error.GetGenericTypeDefinition() == typeof(SyscallError<>) && error.GetGenericArguments()[0] == message.Error);
    }
}
