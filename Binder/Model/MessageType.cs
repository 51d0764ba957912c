using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Binder.Model;

/// <summary>A message type: one marked <c>[Syscall]</c>, and what it says it answers.</summary>
/// <param name="Type">The type.</param>
/// <param name="Answers">Its <see cref="ISyscall{TReturn, TError}"/>; null where it has none, or several.</param>
internal sealed record MessageType(Type Type, Type? Answers)
{
    public Type Value => Answers!.GetGenericArguments()[0];

    public Type Error => Answers!.GetGenericArguments()[1];

    /// <summary>The message that a method takes as its only parameter, by value or by <c>in</c>; null where it takes something else.</summary>
    [RequiresUnreferencedCode("Reads the interfaces of the parameter's type.")]
    public static MessageType? Of(MethodInfo method)
    {
        if (method.GetParameters() is not [{ } parameter] || (parameter.ParameterType.IsByRef && !parameter.IsIn))
        {
            return null;
        }

        Type type = parameter.ParameterType;
        return Of(type.IsByRef ? type.GetElementType()! : type);
    }

    /// <summary>Null for a type that is no message.</summary>
    [RequiresUnreferencedCode("Reads the interfaces of the type.")]
    public static MessageType? Of(Type type)
    {
        if (type.IsInterface || type.IsPrimitive || !type.IsDefined(typeof(SyscallAttribute), inherit: false))
        {
            return null;
        }

        Type[] answers = Array.FindAll(type.GetInterfaces(), static each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(ISyscall<,>));
        return new(type, answers.Length == 1 ? answers[0] : null);
    }
}
