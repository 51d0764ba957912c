namespace Binder.Bench.Goals;

/// <summary>One goal: what is measured, against whom, and what is to be reached.</summary>
/// <param name="name">What is measured.</param>
/// <param name="goal">The goal as it is shown.</param>
/// <param name="peer">What it is compared with.</param>
internal abstract class GoalRow(string name, string goal, string peer)
{
    public string Name { get; } = name;

    public string Goal { get; } = goal;

    public string Peer { get; } = peer;

    /// <summary>Names the row alone: one thing may be compared with several peers.</summary>
    public string Title => $"{Name} / {Peer}";

    /// <summary>Measures the row.</summary>
    /// <param name="blocks">How many paired blocks to time, where the row times blocks.</param>
    public abstract GoalOutcome Measure(int blocks);
}
