using System.Reflection;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>One call and the method that handles it.</summary>
/// <param name="Plan">Where everything travels.</param>
/// <param name="Handler">The place of the object among the kernel's handlers.</param>
/// <param name="Method">The method; an interface's where the object has no method of its own for it.</param>
/// <param name="Context">Where a <see cref="SyscallContext"/> stands among its parameters.</param>
internal sealed record HandlerCall(CallPlan Plan, int Handler, MethodInfo Method, ContextPlace Context)
{
    /// <summary>The context's parameter, where there is one.</summary>
    public ParameterInfo? ContextParameter => Context switch
    {
        ContextPlace.First => Method.GetParameters()[0],
        ContextPlace.Last => Method.GetParameters()[^1],
        _ => null,
    };

    /// <summary>The parameter of the handler that takes a parameter of the contract.</summary>
    public ParameterInfo ParameterFor(ArgumentPlan argument) => Method.GetParameters()[argument.Index + (Context == ContextPlace.First ? 1 : 0)];
}

/// <summary>Where a handler's method takes the context.</summary>
internal enum ContextPlace
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before the call's own parameters, where its author wanted it.</summary>
    First,

    /// <summary>Behind the message.</summary>
    Last,
}
