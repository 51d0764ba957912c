using System.Runtime.InteropServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Goals.Measuring;

/// <summary>The processor time of this thread: what other programs take of the machine meanwhile is not in it.</summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID, clock_gettime(2)

    /// <summary>Nanoseconds since the thread began.</summary>
    public static double Nanoseconds => clock_gettime(ThreadCpuTime, out ClockTime time) == 0
        ? (time.Seconds * 1e9) + time.Nanoseconds
        : throw new InvalidOperationException("clock_gettime knows no processor time of threads.");

    [DllImport("libc")]
    private static extern int clock_gettime(int clock, out ClockTime time);
}
