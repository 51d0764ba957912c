namespace Binder.Tests.Proxies;

/// <summary>A wrapper as a user writes one: counts, and forwards.</summary>
internal sealed class WrapperAbi(SyscallAbi inner) : DelegatingAbi(inner)
{
    public int Calls { get; private set; }

    public ulong LastNumber { get; private set; }

    public override void Trap(ref TrapFrame frame)
    {
        Calls++;
        LastNumber = frame.Number;
        base.Trap(ref frame);
    }
}
