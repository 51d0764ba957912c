using System.Globalization;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals;

/// <summary>One line of the table beside the row's own texts.</summary>
/// <param name="Measured">The median and its interval, in the goal's unit.</param>
/// <param name="Binder">What Binder took, or nothing.</param>
/// <param name="Peer">What the peer took, or nothing.</param>
/// <param name="Verdict">What that says of the goal.</param>
internal sealed record GoalOutcome(string Measured, string Binder, string Peer, Verdict Verdict)
{
    /// <summary>The best that could be measured here by any means, where that was looked for.</summary>
    public string Limit { get; init; } = "";

    /// <summary>The row cannot run on this machine.</summary>
    public static GoalOutcome CannotRun(string reason) => new(reason, "", "", Verdict.Unclear);

    /// <summary>Judges an interval: all of it must lie on one side of the goal.</summary>
    public static GoalOutcome Of(in MedianInterval interval, double? goal, string format, string binder, string peer)
    {
        Verdict verdict =
            goal is null ? Verdict.NoGoal :
            interval.High <= goal ? Verdict.Met :
            interval.Low > goal ? Verdict.Missed :
            Verdict.Unclear;
        return new(interval.ToString(format, CultureInfo.InvariantCulture), binder, peer, verdict);
    }
}
