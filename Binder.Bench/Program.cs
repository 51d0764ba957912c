using BenchmarkDotNet.Running;
using Binder.Bench.FullRun;
using Binder.Bench.Goals;

namespace Binder.Bench;

internal static class Program
{
    public static int Main(string[] arguments)
    {
        // MSBuild reads it where BenchmarkDotNet and the rows build from these sources again: analysing them takes longer than all else.
        Environment.SetEnvironmentVariable("RunAnalyzers", "false");
        return arguments switch
        {
            ["goals", .. string[] options] => GoalsCommand.Run(options),
            _ => RunBenchmarks(arguments),
        };
    }

    private static int RunBenchmarks(string[] arguments)
    {
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments, FullRunConfig.For(arguments));
        return 0;
    }
}
