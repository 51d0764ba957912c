namespace Binder.Bench.Contracts;

/// <summary>The kernel's timespec.</summary>
public readonly record struct ClockTime(long Seconds, long Nanoseconds);
