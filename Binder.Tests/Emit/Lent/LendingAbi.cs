namespace Binder.Tests.Emit.Lent;

/// <summary>An ABI of a user's own that brings memory for its calls.</summary>
internal sealed class LendingAbi(SyscallAbi inner, MemoryLender? lender) : DelegatingAbi(inner)
{
    public override MemoryLender? Lender => lender;
}
