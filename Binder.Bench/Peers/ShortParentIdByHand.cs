using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Native;

namespace Binder.Bench.Peers;

/// <summary>getppid through Binder's own thunk without the transition, called by hand.</summary>
/// <remarks>
/// The line of <see cref="BareNative.CallSuppressed"/>, written here because the runtime does not inline that method: behind the interface
/// it would be a second call.
/// </remarks>
internal sealed class ShortParentIdByHand : IShortParentId
{
    private static readonly nint s_thunk = LinuxTrap.Address;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe int ParentId() =>
        (int)((delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint, nint>)s_thunk)(
            ParentIdByHand.Number, 0, 0, 0, 0, 0, 0);
}
