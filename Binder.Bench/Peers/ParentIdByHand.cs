using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Native;

namespace Binder.Bench.Peers;

/// <summary>getppid through Binder's own thunk with the full transition, called by hand.</summary>
/// <remarks>The line of <see cref="BareNative.Call"/>, written here so that it does not depend on what the runtime inlines.</remarks>
internal sealed class ParentIdByHand : IParentId
{
    internal const int Number = 110;

    private static readonly nint s_thunk = LinuxTrap.Address;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe int ParentId() =>
        (int)((delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, nint>)s_thunk)(
            Number, 0, 0, 0, 0, 0, 0);
}
