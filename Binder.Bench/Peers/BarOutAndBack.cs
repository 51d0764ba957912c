using System.Runtime.CompilerServices;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The same work by hand: two words into a frame, out through a bare thunk, back into a callback that adds them.</summary>
internal sealed class BarOutAndBack : IBar
{
    [MethodImpl(MethodImplOptions.NoInlining), SkipLocalsInit]
    public unsafe int Bar(uint x, uint y)
    {
        Unsafe.SkipInit(out PlainFrame frame);
        frame[1] = x;
        frame[2] = y;
        return (int)BareNative.OutAndBack(&frame);
    }
}
