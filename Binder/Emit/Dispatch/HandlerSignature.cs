using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Whether a method of a <c>[Handles]</c> class fits a call: the same parameters, or what may stand for them.</summary>
internal static class HandlerSignature
{
    /// <summary>Whether the first parameter is a context, by <c>in</c> or by value.</summary>
    public static bool TakesContext(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        return parameters.Length > 0
            && (parameters[0].ParameterType == typeof(SyscallContext)
                || (parameters[0].ParameterType == typeof(SyscallContext).MakeByRefType() && !parameters[0].IsOut));
    }

    public static bool Fits(MethodInfo method, CallPlan call)
    {
        ParameterInfo[] parameters = method.GetParameters();
        int first = TakesContext(method) ? 1 : 0;
        if (method.IsGenericMethodDefinition || method.CallingConvention.HasFlag(CallingConventions.VarArgs)
            || parameters.Length - first != call.Arguments.Length || !ReturnFits(method.ReturnType, call.Answer))
        {
            return false;
        }

        for (int i = 0; i < call.Arguments.Length; i++)
        {
            if (!ParameterFits(parameters[first + i], call.Arguments[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What a method returns once a ValueTask is taken off.</summary>
    public static Type Awaited(Type type) => type == typeof(ValueTask) ? typeof(void)
        : IsValueTask(type) ? type.GetGenericArguments()[0]
        : type;

    public static bool IsValueTask(Type type) =>
        type == typeof(ValueTask) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>Whether a method is compiled as <c>async</c>, by the compiler into a state machine or by the runtime.</summary>
    public static bool IsAsyncMethod(MethodInfo method) =>
        method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false) || method.MethodImplementationFlags.HasFlag(MethodImplAttributes.Async);

    /// <summary>The contract's return type as the kernel side has it: a handle's number in place of the handle.</summary>
    public static Type KernelReturn(AnswerPlan answer) => answer switch
    {
        { IsHandle: true, Form: AnswerForm.Plain } => typeof(nint),
        { IsHandle: true } => typeof(Result<,>).MakeGenericType(typeof(nint), answer.Return.ParameterType.GetGenericArguments()[1]),
        _ => answer.Return.ParameterType,
    };

    private static bool ReturnFits(Type type, AnswerPlan answer) => Awaited(type) == KernelReturn(answer);

    private static bool ParameterFits(ParameterInfo parameter, ArgumentPlan argument)
    {
        Type type = parameter.ParameterType;
        if (type == argument.Parameter.ParameterType && argument is not HandleArgument)
        {
            return !type.IsByRef || (parameter.IsOut == argument.Parameter.IsOut && parameter.IsIn == argument.Parameter.IsIn);
        }

        return argument switch
        {
            // A message, or a value, by `in` or not, whatever the contract has.
            ValueArgument value => type == value.Value.Type || (parameter.IsIn && type == value.Value.Type.MakeByRefType()),
            HandleArgument => type == typeof(nint),
            SpanArgument span => type == typeof(ReadOnlyUserSlice<>).MakeGenericType(span.Element)
                || (!span.IsReadOnly && type == typeof(UserSlice<>).MakeGenericType(span.Element)),
            _ => false,
        };
    }
}
