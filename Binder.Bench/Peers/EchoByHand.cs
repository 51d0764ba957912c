using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The return-at-once thunk with the full transition.</summary>
internal sealed class EchoByHand : IByHand
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public nint Call(nint argument) => BareNative.Call(BareNative.ReturnAtOnce, IEcho.Number, argument);
}
