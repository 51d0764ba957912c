using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Binder.Bench.Children;
using Binder.Bench.Goals.Rows;

namespace Binder.Bench.Benchmarks;

/// <summary>What is done once in a process: a fresh one each time, published ReadyToRun, from its start to its end.</summary>
/// <remarks>
/// Over the empty program there is the work, the assemblies that it loads, and the runtime's own first use of what it needs. The goals time the work alone,
/// from inside.
/// </remarks>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 3, iterationCount: 40)]
public class WholeProcesses
{
    private PublishedProgram? _program;
    private ChildProcess? _cold;
    private string _assembly = "";

    [GlobalSetup(Target = nameof(Empty))]
    public void PublishEmpty() => _program = Publish("Empty");

    [GlobalSetup(Target = nameof(FirstCall))]
    public void PublishFirstCall() => _program = Publish("FirstCall");

    [GlobalSetup(Targets = [nameof(BindBinder), nameof(BindDispatchProxy), nameof(BindCastle)])]
    public void PublishCold() => _cold = new(Publish("Cold"));

    [GlobalSetup(Targets = [nameof(ScanBinder), nameof(ScanByTypes)])]
    public void PublishScan()
    {
        PublishCold();
        _assembly = ScannedAssembly.Write();
    }

    [Benchmark(Description = "empty program", Baseline = true)]
    public void Empty() => _program!.Run();

    [Benchmark(Description = "Binder, first syscall")]
    public void FirstCall() => _program!.Run();

    [Benchmark(Description = "Binder, bind 40 interfaces")]
    public double BindBinder() => _cold!.Time(ChildTask.Bind);

    [Benchmark(Description = "DispatchProxy, bind 40 interfaces")]
    public double BindDispatchProxy() => _cold!.Time(ChildTask.BindDispatchProxy);

    [Benchmark(Description = "Castle.Core, bind 40 interfaces")]
    public double BindCastle() => _cold!.Time(ChildTask.BindCastle);

    [Benchmark(Description = "Binder, scan of 10,000 types")]
    public double ScanBinder() => _cold!.Time(ChildTask.Scan, _assembly);

    [Benchmark(Description = "GetTypes() and IsDefined, 10,000 types")]
    public double ScanByTypes() => _cold!.Time(ChildTask.ScanByTypes, _assembly);

    private static PublishedProgram Publish(string name) =>
        PublishedProgram.Publish(name, out string? reason) ?? throw new InvalidOperationException(reason);
}
