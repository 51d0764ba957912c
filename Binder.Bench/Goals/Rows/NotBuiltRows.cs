namespace Binder.Bench.Goals.Rows;

/// <summary>The goals that wait for what they measure. Whoever builds it moves the row.</summary>
internal static class NotBuiltRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new NotBuiltRow("clock_gettime by vDSO", "≤ 0.25", "the trap"),
        new NotBuiltRow("Foo encode + decode, rotation, spill by fault-safe copy", "≤ 0.65", "by hand, unchecked"),
        new NotBuiltRow("Foo encode + decode, rotation, spill from an arena", "≤ 0.55", "by hand, unchecked"),
        new NotBuiltRow("Foo encode + decode, random order", "≤ 0.9", "by hand, unchecked"),
        new NotBuiltRow("Foo encode + decode", "≤ 1", "MemoryPack, reused writer"),
        new NotBuiltRow("dispatch of ten hot numbers, table of 5,000 sparse", "≤ 1.2", "table of 10 dense"),
        new NotBuiltRow("dispatch uniform over 5,000", "≤ 1.2", "delegate table"),
        new NotBuiltRow("recording to memory, no buffer", "≤ 120 ns", "none"),
        new NotBuiltRow("recording to memory, 64 bytes", "≤ 170 ns", "none"),
        new NotBuiltRow("recording switched off, getppid", "≤ 1.05", "no recorder"),
    ];
}
