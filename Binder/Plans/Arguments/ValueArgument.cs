using System.Reflection;

namespace Binder.Plans;

/// <summary>A value: in register encoding its scalars, one register each. A message may come by <c>in</c>, and is a value all the same.</summary>
internal sealed class ValueArgument(ParameterInfo parameter, ValuePlan value) : ArgumentPlan(parameter)
{
    public ValuePlan Value { get; } = value;

    public Leaf[] Leaves => Value.Leaves;

    public override int Registers => Leaves.Length;
}
