using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using Perfolizer.Horology;

namespace Binder.Bench.FullRun;

/// <summary>How the benchmarks run: as long as their intervals need, all together in less than half an hour.</summary>
internal static class FullRunConfig
{
    private const int IterationMilliseconds = 250;

    /// <summary>Two processes for each benchmark: where code and data come to lie moves short calls by several percent, and stays for a process's life.</summary>
    private static readonly Job s_full = Job.Default
        .WithLaunchCount(2)
        .WithWarmupCount(4)
        .WithIterationCount(12)
        .WithIterationTime(TimeInterval.FromMilliseconds(IterationMilliseconds))
        .AsDefault();

    /// <param name="arguments">The command line; a job named there takes the place of ours.</param>
    public static IConfig For(string[] arguments)
    {
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
            .AddExporter(new BarCharts())
            .HideColumns(Column.AllocRatio, Column.Gen0, Column.Gen1, Column.Gen2);
        return arguments.Any(argument => argument is "--job" or "-j") ? config : config.AddJob(s_full);
    }
}
