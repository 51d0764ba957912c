using System.Diagnostics;

namespace Binder.Bench.Goals.Measuring;

/// <summary>
/// Times two loops side by side: each block runs peer, Binder, Binder, peer, so that a machine that gets slower or quicker meanwhile
/// does so for both.
/// </summary>
internal static class PairedBlocks
{
    private const double NanosecondsEach = 2_500_000;

    /// <summary>The ratio Binder : peer of the time of one call; the times are nanoseconds.</summary>
    public static Measurement Measure(PairedLoops loops, int blocks)
    {
        WarmUp.Run(loops.Peer, loops.Binder);
        int peerCalls = CallsThatLast(loops.Peer);
        int binderCalls = CallsThatLast(loops.Binder);
        double[] peer = new double[blocks], binder = new double[blocks], ratio = new double[blocks];
        for (int i = 0; i < blocks; i++)
        {
            double before = Nanoseconds(loops.Peer, peerCalls);
            double first = Nanoseconds(loops.Binder, binderCalls);
            double second = Nanoseconds(loops.Binder, binderCalls);
            double after = Nanoseconds(loops.Peer, peerCalls);
            peer[i] = (before + after) / (2 * peerCalls);
            binder[i] = (first + second) / (2 * binderCalls);
            ratio[i] = binder[i] / peer[i];
        }

        return new(MedianInterval.Of(ratio), MedianInterval.Of(binder).Median, MedianInterval.Of(peer).Median);
    }

    private static int CallsThatLast(Loop loop)
    {
        int calls = 1000;
        while (Nanoseconds(loop, calls) < NanosecondsEach)
        {
            calls *= 2;
        }

        return calls;
    }

    private static double Nanoseconds(Loop loop, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        loop(calls);
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
