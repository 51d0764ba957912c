namespace Binder.Bench.Peers;

/// <summary>Arguments of Bar, to go round.</summary>
internal static class BarValues
{
    public static (uint X, uint Y)[] Some { get; } = [(1, 2), (3, uint.MaxValue), (5, 6)];
}
