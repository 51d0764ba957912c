using System.Reflection;

namespace Binder.Plans;

/// <summary>A scalar, or a struct flattened into its scalars: one register each.</summary>
internal sealed class ValueArgument(ParameterInfo parameter, ValuePlan value) : ArgumentPlan(parameter)
{
    public ValuePlan Value { get; } = value;

    public Leaf[] Leaves => Value.Leaves;

    public override int Registers => Leaves.Length;
}
