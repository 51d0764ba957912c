using System.Diagnostics.CodeAnalysis;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Where the scalars of one type's values travel when nothing else does.</summary>
internal sealed class CodecPlan
{
    private CodecPlan(FrameLayout layout, ValuePlan value) => (Layout, Value, Leaves) = (layout, value, value.Leaves);

    public FrameLayout Layout { get; }

    public ValuePlan Value { get; }

    /// <summary>Leaf i is in argument register i.</summary>
    public Leaf[] Leaves { get; }

    /// <exception cref="SyscallBindingException">The type cannot travel in the shape.</exception>
    [RequiresUnreferencedCode("Reads the fields of the type.")]
    public static CodecPlan Of(Type type, AbiShape shape)
    {
        DiagnosticList problems = new();
        if (!ShapeRules.Check(shape, problems))
        {
            problems.ThrowIfErrors();
        }

        ValuePlan? value = new ValuePlanner(shape).Plan(type, out Refusal? refusal);
        if (refusal is not null)
        {
            problems.Add(TravelDiagnostics.CannotTravel(type, Refusals.Codec(type, refusal)));
        }

        problems.ThrowIfErrors();
        CodecPlan plan = new(new FrameLayout(shape), value!);
        if (plan.Leaves.Length > plan.Layout.Registers)
        {
            problems.Add(TravelDiagnostics.TooManyScalars(type, plan.Leaves.Length, plan.Layout.Registers));
        }

        problems.ThrowIfErrors();
        return plan;
    }
}
