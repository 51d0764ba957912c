using System.Globalization;
using Binder.Bench.Children;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals.Rows;

/// <summary>What Binder adds to a whole program that binds one contract and makes one call, published ReadyToRun.</summary>
internal sealed class StartUpRow() : GoalRow("process to first syscall, Bind<T>, ReadyToRun", "≤ 40 ms more", "empty program")
{
    private const double MostMilliseconds = 40;
    private const int Pairs = 40;

    public override GoalOutcome Measure(int blocks)
    {
        if (PublishedProgram.Publish("Empty", out string? reason) is not { } empty
            || PublishedProgram.Publish("FirstCall", out reason) is not { } firstCall)
        {
            return GoalOutcome.CannotRun(reason ?? "dotnet publish failed");
        }

        Measurement measured = PairedRuns.Measure(
            firstCall.Time, empty.Time, Pairs, PairedRuns.Difference);
        return GoalOutcome.Of(measured.Interval, MostMilliseconds, "0.0 ms", Milliseconds(measured.Binder), Milliseconds(measured.Peer));
    }

    private static string Milliseconds(double time) => string.Create(CultureInfo.InvariantCulture, $"{time:0.0} ms");
}
