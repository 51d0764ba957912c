using System.Reflection;
using Binder.Model;

namespace Binder;

/// <summary>One call as its contract declares it; nothing in it depends on a shape.</summary>
public sealed class SyscallDescriptor
{
    internal SyscallDescriptor(
        Type contract, MethodInfo method, string name, ulong? declaredNumber, SyscallTransition transition, Type? message = null)
    {
        Message = message;
        Contract = contract;
        Method = method;
        Name = name;
        DeclaredNumber = declaredNumber;
        Transition = transition;
    }

    /// <summary>The interface that was scanned, from which the method itself may be inherited; or the message type.</summary>
    public Type Contract { get; }

    /// <summary>The method that makes the call.</summary>
    public MethodInfo Method { get; }

    /// <summary>The message type whose fields are the arguments, where the call is one: the method's only parameter. Null for every other.</summary>
    public Type? Message { get; }

    /// <summary>The call's name: as <c>[Syscall("name")]</c> gives it, or the method's or message type's where it is declared by number.</summary>
    public string Name { get; }

    /// <summary>The number where the call is declared by number; null where the shape's table says it.</summary>
    public ulong? DeclaredNumber { get; }

    /// <summary>Whether parameters may carry attributes.</summary>
    internal bool DescribesParameters { get; init; } = true;

    /// <summary>What the call declares of its duration.</summary>
    public SyscallTransition Transition { get; }

    /// <summary>The method as C# writes it: <c>Result&lt;nint, Errno&gt; Write(int fd, ReadOnlySpan&lt;byte&gt; data)</c>.</summary>
    public string Signature => MemberNames.Signature(Method);

    /// <summary>The contract, the name and the number if one is declared.</summary>
    public override string ToString() => $"{MemberNames.Of(Method)} ({Name}{(DeclaredNumber is { } number ? $", {number}" : "")})";
}
