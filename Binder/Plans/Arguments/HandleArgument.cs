using System.Reflection;

namespace Binder.Plans;

/// <summary>A SafeHandle: its handle, sign-extended, held open for the call.</summary>
internal sealed class HandleArgument(ParameterInfo parameter) : ArgumentPlan(parameter)
{
    public override int Registers => 1;
}
