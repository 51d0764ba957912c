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
        ContractPlan[] plans = Plan(shape, problems);
        problems.ThrowIfErrors();
        return [.. plans.SelectMany(plan => plan.Calls).Select(PlanText.Explain)];
    }

    /// <summary>
    /// Plans every contract; what does not go is added to the problems, the table's own included. Of a shape that contradicts
    /// itself nothing more can be said.
    /// </summary>
    /// <param name="shape">The shape.</param>
    /// <param name="problems">What does not go.</param>
    /// <param name="isLent">Whether memory for what frames point at is somebody else's business: a lender's, or that of a kernel's callers.</param>
    [RequiresUnreferencedCode("Reads the members of the contracts' types.")]
    internal ContractPlan[] Plan(AbiShape shape, DiagnosticList problems, bool isLent = false)
    {
        problems.AddAll(_problems);
        if (!ShapeRules.Check(shape, problems))
        {
            return [];
        }

        CallPlanner planner = new(shape, problems, isLent);
        ContractPlan[] plans = new ContractPlan[_contracts.Count + _messages.Count];
        for (int i = 0; i < plans.Length; i++)
        {
            // For a message nothing is emitted here: its problems count, and what is explained.
            Type each = i < _contracts.Count ? _contracts[i] : _messages[i - _contracts.Count];
            plans[i] = new(each, planner.Plan(CallsOf(each)));
        }

        return plans;
    }
}
