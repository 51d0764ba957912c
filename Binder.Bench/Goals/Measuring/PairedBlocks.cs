namespace Binder.Bench.Goals.Measuring;

/// <summary>
/// Times two loops side by side: each block runs peer, Binder, Binder, peer, so that a machine that gets slower or quicker meanwhile
/// does so for both.
/// </summary>
/// <remarks>No loop waits for anything, so the thread's processor time is all of its time, without that of other programs.</remarks>
internal static class PairedBlocks
{
    private const double NanosecondsEach = 2_500_000;

    /// <summary>The ratio Binder : peer of the time of one call; the times are nanoseconds.</summary>
    public static Measurement Measure(Loop binder, Loop peer, int blocks)
    {
        WarmUp.Run(peer, binder);
        int peerCalls = CallsThatLast(peer);
        int binderCalls = CallsThatLast(binder);
        double[] peerTimes = new double[blocks], binderTimes = new double[blocks], ratios = new double[blocks];
        for (int i = 0; i < blocks; i++)
        {
            double before = Time(peer, peerCalls);
            double first = Time(binder, binderCalls);
            double second = Time(binder, binderCalls);
            double after = Time(peer, peerCalls);
            peerTimes[i] = (before + after) / (2 * peerCalls);
            binderTimes[i] = (first + second) / (2 * binderCalls);
            ratios[i] = binderTimes[i] / peerTimes[i];
        }

        return new(MedianInterval.Of(ratios), MedianInterval.Of(binderTimes).Median, MedianInterval.Of(peerTimes).Median);
    }

    private static int CallsThatLast(Loop loop)
    {
        int calls = 1000;
        while (Time(loop, calls) < NanosecondsEach)
        {
            calls *= 2;
        }

        return calls;
    }

    private static double Time(Loop loop, int calls)
    {
        double start = ThreadClock.Nanoseconds;
        loop(calls);
        return ThreadClock.Nanoseconds - start;
    }
}
