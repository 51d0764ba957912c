namespace Binder.Bench.Goals.Rows;

/// <summary>A goal whose subject does not exist yet.</summary>
internal sealed class NotBuiltRow(string name, string goal, string peer) : GoalRow(name, goal, peer)
{
    public override GoalOutcome Measure(int blocks) => new("", "", "", Verdict.NotBuilt);
}
