namespace Binder.Bench.Goals.Rows;

/// <summary>The goals that wait for what they measure. Whoever builds it moves the row.</summary>
internal static class NotBuiltRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new NotBuiltRow("clock_gettime by vDSO", "≤ 0.25", "the trap"),
        new NotBuiltRow("recording to memory, no buffer", "≤ 120 ns", "none"),
        new NotBuiltRow("recording to memory, 64 bytes", "≤ 170 ns", "none"),
        new NotBuiltRow("recording switched off, getppid", "≤ 1.05", "no recorder"),
    ];
}
