using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The return-at-once thunk without the transition.</summary>
internal sealed class ShortEchoByHand : IByHand
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Call(nint argument) => BareNative.CallSuppressed(BareNative.ReturnAtOnce, IEcho.Number, argument);
}
