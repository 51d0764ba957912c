namespace Binder.Tests;

/// <summary>How long tests may take: short unless the environment says <c>BINDER_TEST_LENGTH=full</c>.</summary>
internal static class TestLength
{
    /// <summary>True where the long forms run, as they do in <c>.ci/run</c>.</summary>
    internal static bool IsFull { get; } =
        string.Equals(Environment.GetEnvironmentVariable("BINDER_TEST_LENGTH"), "full", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value for the length that was asked for: counts, sizes, numbers of rounds.</summary>
    internal static T Choose<T>(T shortValue, T full) => IsFull ? full : shortValue;
}
