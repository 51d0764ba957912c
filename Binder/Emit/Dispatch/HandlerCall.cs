using System.Reflection;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>One call and the method that handles it.</summary>
/// <param name="Plan">Where everything travels.</param>
/// <param name="Handler">The place of the object among the kernel's handlers.</param>
/// <param name="Method">The method; an interface's where the object has no method of its own for it.</param>
/// <param name="TakesContext">Whether a <see cref="SyscallContext"/> comes first.</param>
internal sealed record HandlerCall(CallPlan Plan, int Handler, MethodInfo Method, bool TakesContext)
{
    /// <summary>The parameter of the handler that takes a parameter of the contract.</summary>
    public ParameterInfo ParameterFor(ArgumentPlan argument) => Method.GetParameters()[argument.Index + (TakesContext ? 1 : 0)];
}
