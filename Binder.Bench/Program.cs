using BenchmarkDotNet.Running;
using Binder.Bench.Goals;

namespace Binder.Bench;

internal static class Program
{
    public static int Main(string[] arguments) => arguments switch
    {
        ["goals", .. string[] options] => GoalsCommand.Run(options),
        _ => RunBenchmarks(arguments),
    };

    private static int RunBenchmarks(string[] arguments)
    {
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
        return 0;
    }
}
