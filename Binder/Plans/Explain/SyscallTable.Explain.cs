using System.Diagnostics.CodeAnalysis;
using Binder.Model;
using Binder.Plans;

namespace Binder;

public sealed partial class SyscallTable
{
    /// <summary>Says where everything travels when the table is bound to a shape.</summary>
    /// <exception cref="SyscallBindingException">Something in the table cannot travel in the shape.</exception>
    [RequiresUnreferencedCode("Reads the members of the contracts' types.")]
    public IReadOnlyList<SyscallExplanation> Explain(AbiShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        DiagnosticList problems = new();
        List<SyscallExplanation> explanations = [];
        foreach (CallPlan plan in Plan(shape, problems).SelectMany(contract => contract.Value))
        {
            explanations.Add(PlanText.Explain(plan));
        }

        problems.ThrowIfErrors();
        return explanations;
    }

    /// <summary>Plans every contract; what does not go is added to the problems, the table's own included.</summary>
    [RequiresUnreferencedCode("Reads the members of the contracts' types.")]
    internal List<KeyValuePair<Type, List<CallPlan>>> Plan(AbiShape shape, DiagnosticList problems)
    {
        problems.AddRange(Diagnostics);
        CallPlanner planner = new(shape, problems);
        List<KeyValuePair<Type, List<CallPlan>>> plans = [];
        foreach (Type contract in Contracts)
        {
            plans.Add(new(contract, planner.Plan(CallsOf(contract))));
        }

        return plans;
    }
}
