namespace Binder.Bench.Goals.Measuring;

/// <summary>The two sides of a row: the same loop over Binder's call and over the peer's, and what must be disposed after it.</summary>
internal sealed class PairedLoops(Loop binder, Loop peer, IDisposable? owned = null) : IDisposable
{
    public Loop Binder { get; } = binder;

    public Loop Peer { get; } = peer;

    public void Dispose() => owned?.Dispose();
}
