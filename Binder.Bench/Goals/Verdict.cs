namespace Binder.Bench.Goals;

/// <summary>What a measurement says of a goal.</summary>
internal enum Verdict
{
    /// <summary>The whole interval reaches it.</summary>
    Met,

    /// <summary>The whole interval misses it.</summary>
    Missed,

    /// <summary>The goal lies within the interval, or the row could not run here.</summary>
    Unclear,

    /// <summary>What the row measures does not exist yet.</summary>
    NotBuilt,

    /// <summary>Shown beside the goals without one of its own.</summary>
    NoGoal,
}
