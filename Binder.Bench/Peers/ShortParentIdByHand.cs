using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Native;

namespace Binder.Bench.Peers;

/// <summary>getppid through Binder's own thunk without the transition, called by hand.</summary>
internal sealed class ShortParentIdByHand : IShortParentId
{
    private static readonly nint s_thunk = LinuxTrap.Address;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ParentId() => (int)BareNative.CallSuppressed(s_thunk, ParentIdByHand.Number, 0);
}
