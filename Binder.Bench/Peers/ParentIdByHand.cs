using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Native;

namespace Binder.Bench.Peers;

/// <summary>getppid through Binder's own thunk with the full transition, called by hand.</summary>
internal sealed class ParentIdByHand : IParentId
{
    internal const int Number = 110;

    private static readonly nint s_thunk = LinuxTrap.Address;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int ParentId() => (int)BareNative.Call(s_thunk, Number, 0);
}
