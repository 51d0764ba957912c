namespace Binder.Bench.Goals.Measuring;

/// <summary>What paired blocks gave.</summary>
/// <param name="Interval">The median of the blocks' ratios or differences.</param>
/// <param name="Binder">The median of Binder's times.</param>
/// <param name="Peer">The median of the peer's times.</param>
internal readonly record struct Measurement(MedianInterval Interval, double Binder, double Peer);
