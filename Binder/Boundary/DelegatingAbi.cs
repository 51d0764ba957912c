namespace Binder;

/// <summary>An ABI around another one: forwards everything, so that a wrapper overrides only what it changes.</summary>
/// <param name="inner">The ABI that is wrapped; its shape is this one's.</param>
public abstract class DelegatingAbi(SyscallAbi inner) : SyscallAbi((inner ?? throw new ArgumentNullException(nameof(inner))).Shape)
{
    /// <summary>The ABI that is wrapped.</summary>
    protected SyscallAbi Inner { get; } = inner;

    /// <inheritdoc/>
    public override UserMemory Memory => Inner.Memory;

    /// <inheritdoc/>
    public override MemoryLender? Lender => Inner.Lender;

    /// <inheritdoc/>
    public override void Trap(ref TrapFrame frame) => Inner.Trap(ref frame);
}
