using System.Globalization;
using Binder.Bench.Children;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals.Rows;

/// <summary>The ratio of two pieces of work that are done once, each in a fresh process that times itself.</summary>
internal sealed class FreshProcessRow(string name, double goal, string peer, ChildTask binderTask, ChildTask peerTask, Func<string[]> prepare)
    : GoalRow(name, string.Create(CultureInfo.InvariantCulture, $"≤ {goal}"), peer)
{
    private const int Pairs = 30;

    private readonly double _goal = goal;

    public override GoalOutcome Measure(int blocks)
    {
        string[] arguments = prepare();
        Measurement measured = PairedRuns.Measure(
            () => ChildProcess.Time(binderTask, arguments),
            () => ChildProcess.Time(peerTask, arguments),
            Pairs,
            PairedRuns.Ratio);
        return GoalOutcome.Of(measured.Interval, _goal, "0.00", Milliseconds(measured.Binder), Milliseconds(measured.Peer));
    }

    private static string Milliseconds(double nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:0.0} ms");
}
