using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Peers;

/// <summary>The handler of the kernels under test; called directly it is the interface call that a round trip is compared with.</summary>
internal sealed class BarHandler : IBar
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Bar(uint x, uint y) => (int)(x + y);
}
