namespace Binder.Plans;

/// <summary>The calls of one contract, planned for one shape.</summary>
internal sealed class ContractPlan(Type contract, CallPlan[] calls)
{
    public Type Contract { get; } = contract;

    public CallPlan[] Calls { get; } = calls;
}
