using BenchmarkDotNet.Attributes;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>Out of managed code, back in to the handler, and both returns.</summary>
[MemoryDiagnoser]
public class NativeRoundTrips
{
    private const int Calls = 1000;

    private readonly Loop _outAndBack = Loops.Bar<Here>(new BarOutAndBack());
    private HostedKernel? _kernel;
    private Loop? _hosted;

    [GlobalSetup]
    public void Start()
    {
        _kernel = HostedKernel.Create(AbiShape.LinuxX64, new BarHandler());
        _hosted = Loops.Bar<Here>(SyscallBinder.Bind<IBar>(_kernel.Abi));
    }

    [GlobalCleanup]
    public void Stop() => _kernel?.Dispose();

    [Benchmark(Description = "out-and-back by hand", Baseline = true, OperationsPerInvoke = Calls)]
    public void OutAndBack() => _outAndBack(Calls);

    [Benchmark(Description = "Binder, native gate", OperationsPerInvoke = Calls)]
    public void Hosted() => _hosted!(Calls);

    private readonly struct Here;
}
