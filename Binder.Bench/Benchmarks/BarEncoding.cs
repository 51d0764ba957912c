using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>Bar, whose two numbers fit into one register: what is left is what every packed call costs.</summary>
/// <remarks>The arguments alone, encoded and decoded; and the whole way from a proxy to the handler and back, without native code.</remarks>
[MemoryDiagnoser, CategoriesColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class BarEncoding
{
    private const string Arguments = "arguments", RoundTrip = "round trip";
    private const int Calls = 1000;

    private readonly Loop _memoryPackArguments = EncodingLoops.MemoryPack(BarValues.Some);
    private readonly Loop _messagePackArguments = EncodingLoops.MessagePack(BarValues.Some);
    private readonly Loop _binderArguments = EncodingLoops.Binder(BarValues.Some);
    private readonly Loop _interfaceCall = Loops.Bar<Here>(new BarHandler());
    private readonly Loop _memoryPack = Loops.Bar<Here>(new MemoryPackBar(new BarHandler()));
    private readonly Loop _messagePack = Loops.Bar<Here>(new MessagePackBar(new BarHandler()));
    private HostedKernel? _registersKernel, _packedKernel;
    private Loop? _registers, _packed;

    [GlobalSetup]
    public void Start()
    {
        (_registersKernel, _registers) = Loopback(AbiShape.LinuxX64);
        (_packedKernel, _packed) = Loopback(EncodingLoops.Shape);
    }

    [GlobalCleanup]
    public void Stop()
    {
        _registersKernel?.Dispose();
        _packedKernel?.Dispose();
    }

    [Benchmark(Description = "MemoryPack, raw copy, unchecked", Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory(Arguments)]
    public void MemoryPackArguments() => _memoryPackArguments(Calls);

    [Benchmark(Description = "Binder, packed", OperationsPerInvoke = Calls), BenchmarkCategory(Arguments)]
    public void BinderArguments() => _binderArguments(Calls);

    [Benchmark(Description = "MessagePack-CSharp", OperationsPerInvoke = Calls), BenchmarkCategory(Arguments)]
    public void MessagePackArguments() => _messagePackArguments(Calls);

    [Benchmark(Description = "interface call", Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory(RoundTrip)]
    public void InterfaceCall() => _interfaceCall(Calls);

    [Benchmark(Description = "Binder, loopback, registers", OperationsPerInvoke = Calls), BenchmarkCategory(RoundTrip)]
    public void Registers() => _registers!(Calls);

    [Benchmark(Description = "Binder, loopback, packed", OperationsPerInvoke = Calls), BenchmarkCategory(RoundTrip)]
    public void Packed() => _packed!(Calls);

    [Benchmark(Description = "MemoryPack there and back", OperationsPerInvoke = Calls), BenchmarkCategory(RoundTrip)]
    public void MemoryPackRoundTrip() => _memoryPack(Calls);

    [Benchmark(Description = "MessagePack-CSharp there and back", OperationsPerInvoke = Calls), BenchmarkCategory(RoundTrip)]
    public void MessagePackRoundTrip() => _messagePack(Calls);

    private static (HostedKernel Kernel, Loop Loop) Loopback(AbiShape shape)
    {
        HostedKernel kernel = HostedKernel.Create(shape, new BarHandler());
        return (kernel, Loops.Bar<Here>(SyscallBinder.Bind<IBar>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess))));
    }

    private readonly struct Here;
}
