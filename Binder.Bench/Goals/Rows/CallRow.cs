using System.Globalization;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals.Rows;

/// <summary>The time of one call as a ratio to the peer's. Where a goal is not met, the ratio that no library could beat is shown.</summary>
internal sealed class CallRow(string name, double? goal, string peer, Func<PairedLoops> prepare)
    : GoalRow(name, goal is null ? "" : string.Create(CultureInfo.InvariantCulture, $"≤ {goal}"), peer)
{
    private const string RatioFormat = "0.00";

    private readonly double? _goal = goal;

    public override GoalOutcome Measure(int blocks)
    {
        using PairedLoops loops = prepare();
        Measurement measured = PairedBlocks.Measure(loops.Binder, loops.Peer, blocks);
        GoalOutcome outcome = GoalOutcome.Of(
            measured.Interval, _goal, RatioFormat, Nanoseconds(measured.Binder), Nanoseconds(measured.Peer));
        return outcome.Verdict is Verdict.Met or Verdict.NoGoal || loops.Limit is null ? outcome : outcome with
        {
            Limit = PairedBlocks.Measure(loops.Limit, loops.Peer, blocks).Interval.ToString(RatioFormat, CultureInfo.InvariantCulture),
        };
    }

    private static string Nanoseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0.0} ns");
}
