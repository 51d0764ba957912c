using BenchmarkDotNet.Attributes;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>The proxy's own cost, over a thunk that returns at once.</summary>
[MemoryDiagnoser]
public class ReturnAtOnceCalls
{
    private readonly IByHand _shortByHand = new ShortEchoByHand();
    private readonly IByHand _byHand = new EchoByHand();
    private readonly IShortEcho _short = SyscallBinder.Bind<IShortEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce));
    private readonly IEcho _full = SyscallBinder.Bind<IEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce));

    [Benchmark(Description = "by hand, suppressed", Baseline = true)]
    public nint ShortByHand() => _shortByHand.Call(1);

    [Benchmark(Description = "by hand")]
    public nint ByHand() => _byHand.Call(1);

    [Benchmark(Description = "Binder, [Short], Result")]
    public nint BinderShort() => _short.Echo(1).Value;

    [Benchmark(Description = "Binder, Result")]
    public nint BinderFull() => _full.Echo(1).Value;
}
