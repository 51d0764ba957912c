namespace Binder.Bench.Goals.Measuring;

/// <summary>What a row times, and what must be disposed after it.</summary>
/// <param name="binder">The loop over Binder's call.</param>
/// <param name="peer">The same loop over the peer's call.</param>
/// <param name="limit">The same loop over the least that any library could do here, where that is known.</param>
/// <param name="owned">What the loops use.</param>
internal sealed class PairedLoops(Loop binder, Loop peer, Loop? limit = null, IDisposable? owned = null) : IDisposable
{
    public Loop Binder { get; } = binder;

    public Loop Peer { get; } = peer;

    public Loop? Limit { get; } = limit;

    public void Dispose() => owned?.Dispose();
}
