using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The return-at-once thunk with the full transition.</summary>
/// <remarks>The line of <see cref="BareNative.Call"/>, written here so that it does not depend on what the runtime inlines.</remarks>
internal sealed class EchoByHand : IByHand
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public unsafe nint Call(nint argument) =>
        ((delegate* unmanaged<nint, nint, nint, nint, nint, nint, nint, nint>)BareNative.ReturnAtOnce)(
            IEcho.Number, argument, 0, 0, 0, 0, 0);
}
