namespace Binder.Bench.Goals.Measuring;

/// <summary>A median and the interval in which it lies with at least 95 % confidence, whatever the distribution of the samples.</summary>
/// <remarks>
/// The number of samples below the true median is binomial with p = ½. So the k-th smallest sample lies above the true median with
/// probability P(fewer than k below it); the interval runs from the k-th smallest to the k-th largest for the largest k that leaves
/// at most 2.5 % on each side.
/// </remarks>
internal readonly record struct MedianInterval(double Median, double Low, double High)
{
    /// <summary>Below 6 samples not even the extremes leave so little outside; above 1000 the smallest probability is no double.</summary>
    public const int FewestSamples = 6, MostSamples = 1000;

    private const double Tail = 0.025;

    public static MedianInterval Of(params double[] samples)
    {
        int n = samples.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, FewestSamples, nameof(samples));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, MostSamples, nameof(samples));
        double[] sorted = [.. samples.Order()];
        int outside = OutsideEachEnd(n);
        return new((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[outside], sorted[n - 1 - outside]);
    }

    public string ToString(string format, IFormatProvider provider) =>
        $"{Median.ToString(format, provider)} [{Low.ToString(format, provider)}, {High.ToString(format, provider)}]";

    /// <summary>How many samples the interval leaves out at each end: the largest k with P(Binomial(n, ½) ≤ k) ≤ 2.5 %.</summary>
    private static int OutsideEachEnd(int n)
    {
        double exactly = Math.Pow(0.5, n);
        double atMost = exactly;
        int k = 0;
        while (atMost <= Tail)
        {
            exactly *= (double)(n - k) / (k + 1);
            k++;
            atMost += exactly;
        }

        return k - 1;
    }
}
