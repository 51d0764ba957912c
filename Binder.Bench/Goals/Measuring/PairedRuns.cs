namespace Binder.Bench.Goals.Measuring;

/// <summary>Pairs two things that are measured once in a process of their own, each first in every other pair.</summary>
internal static class PairedRuns
{
    /// <summary>Runs pairs, after one that fills the file cache and is not counted.</summary>
    /// <param name="binder">Runs Binder's side and gives its time.</param>
    /// <param name="peer">Runs the peer's side and gives its time.</param>
    /// <param name="pairs">How many pairs.</param>
    /// <param name="compare">The ratio or difference of Binder's time and the peer's.</param>
    public static Measurement Measure(Func<double> binder, Func<double> peer, int pairs, Func<double, double, double> compare)
    {
        peer();
        binder();
        double[] binderTimes = new double[pairs], peerTimes = new double[pairs], compared = new double[pairs];
        for (int i = 0; i < pairs; i++)
        {
            if (i % 2 == 0)
            {
                peerTimes[i] = peer();
            }

            binderTimes[i] = binder();
            if (i % 2 == 1)
            {
                peerTimes[i] = peer();
            }

            compared[i] = compare(binderTimes[i], peerTimes[i]);
        }

        return new(MedianInterval.Of(compared), MedianInterval.Of(binderTimes).Median, MedianInterval.Of(peerTimes).Median);
    }

    public static double Ratio(double binder, double peer) => binder / peer;

    public static double Difference(double binder, double peer) => binder - peer;
}
