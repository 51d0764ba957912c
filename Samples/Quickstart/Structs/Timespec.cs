namespace Quickstart;

/// <summary>struct timespec: seconds since 1970 and nanoseconds of the last one.</summary>
internal readonly record struct Timespec(long Seconds, long Nanoseconds)
{
    private const int NanosecondsPerTick = 100;

    public static Timespec Of(DateTime utc)
    {
        (long seconds, long ticks) = Math.DivRem((utc - DateTime.UnixEpoch).Ticks, TimeSpan.TicksPerSecond);
        return new(seconds, ticks * NanosecondsPerTick);
    }

    public DateTime ToDateTime() => DateTime.UnixEpoch.AddSeconds(Seconds).AddTicks(Nanoseconds / NanosecondsPerTick);
}
