using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The return-at-once thunk without the transition.</summary>
/// <remarks>
/// The line of <see cref="BareNative.CallSuppressed"/>, written here because the runtime does not inline that method: behind the interface
/// it would be a second call.
/// </remarks>
internal sealed class ShortEchoByHand : IByHand
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe nint Call(nint argument) =>
        ((delegate* unmanaged[SuppressGCTransition]<nint, nint, nint, nint, nint, nint, nint, nint>)BareNative.ReturnAtOnce)(
            IEcho.Number, argument, 0, 0, 0, 0, 0);
}
