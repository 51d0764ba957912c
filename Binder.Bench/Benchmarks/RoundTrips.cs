using BenchmarkDotNet.Attributes;
using Binder.Bench.Contracts;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>From user side to handler and back.</summary>
[MemoryDiagnoser]
public class RoundTrips
{
    private readonly IBar _handler = new BarHandler();
    private readonly IBar _outAndBack = new BarOutAndBack();
    private HostedKernel? _kernel;
    private IBar? _loopback;
    private IBar? _hosted;

    [GlobalSetup]
    public void Start()
    {
        _kernel = HostedKernel.Create(AbiShape.LinuxX64, new BarHandler());
        _loopback = SyscallBinder.Bind<IBar>(new LoopbackAbi(_kernel, SyscallCaller.CurrentProcess));
        _hosted = SyscallBinder.Bind<IBar>(_kernel.Abi);
    }

    [GlobalCleanup]
    public void Stop() => _kernel?.Dispose();

    [Benchmark(Description = "interface call", Baseline = true)]
    public int InterfaceCall() => _handler.Bar(1, 2);

    [Benchmark(Description = "Binder, loopback")]
    public int Loopback() => _loopback!.Bar(1, 2);

    [Benchmark(Description = "out-and-back by hand")]
    public int OutAndBack() => _outAndBack.Bar(1, 2);

    [Benchmark(Description = "Binder, hosted")]
    public int Hosted() => _hosted!.Bar(1, 2);
}
