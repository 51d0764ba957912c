using System.Reflection;
using Binder.Boundary;

namespace Binder.Plans;

/// <summary>A SafeHandle: its handle, sign-extended, held open for the call.</summary>
internal sealed class HandleArgument(ParameterInfo parameter, ScalarPlan number) : ArgumentPlan(parameter)
{
    /// <summary>What travels: an integer of native size.</summary>
    public ScalarPlan Number { get; } = number;

    public override int Registers => 1;

    public override ScalarPlan Word(AbiShape shape) => Number;
}
