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
        List<KeyValuePair<Type, List<CallPlan>>> plans = Plan(shape, problems);
        problems.ThrowIfErrors();
        return [.. plans.SelectMany(contract => contract.Value).Select(PlanText.Explain)];
    }

    /// <summary>
    /// Plans every contract; what does not go is added to the problems, the table's own included. Of a shape that contradicts
    /// itself nothing more can be said.
    /// </summary>
    [RequiresUnreferencedCode("Reads the members of the contracts' types.")]
    internal List<KeyValuePair<Type, List<CallPlan>>> Plan(AbiShape shape, DiagnosticList problems)
    {
        problems.AddRange(Diagnostics);
        List<KeyValuePair<Type, List<CallPlan>>> plans = [];
        if (!ShapeRules.Check(shape, problems))
        {
            return plans;
        }

        CallPlanner planner = new(shape, problems);
        foreach (Type contract in Contracts)
        {
            plans.Add(new(contract, planner.Plan(CallsOf(contract))));
        }

        foreach (Type message in Messages)
        {
            // Nothing is emitted for it here, so only its problems count, and what is explained.
            plans.Add(new(message, planner.Plan(CallsOf(message))));
        }

        return plans;
    }
}
