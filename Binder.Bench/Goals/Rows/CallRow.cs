using System.Globalization;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals.Rows;

/// <summary>The time of one call as a ratio to the peer's.</summary>
internal sealed class CallRow(string name, double goal, string peer, Func<PairedLoops> prepare)
    : GoalRow(name, string.Create(CultureInfo.InvariantCulture, $"≤ {goal}"), peer)
{
    private readonly double goal = goal;

    public override GoalOutcome Measure(int blocks)
    {
        using PairedLoops loops = prepare();
        Measurement measured = PairedBlocks.Measure(loops, blocks);
        return GoalOutcome.Of(measured.Interval, goal, "0.00", Nanoseconds(measured.Binder), Nanoseconds(measured.Peer));
    }

    private static string Nanoseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0.0} ns");
}
