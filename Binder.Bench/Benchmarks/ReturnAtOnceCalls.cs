using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>The proxy's own cost, over a thunk that returns at once.</summary>
[MemoryDiagnoser, CategoriesColumn, GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ReturnAtOnceCalls
{
    private const string Short = "[Short]", Full = "full transition";
    private const int Calls = 1000;

    private readonly Loop _shortByHand = Loops.ByHand<Here>(new ShortEchoByHand());
    private readonly Loop _byHand = Loops.ByHand<Here>(new EchoByHand());
    private readonly Loop _short = Loops.Echo<Here>(SyscallBinder.Bind<IShortEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce)));
    private readonly Loop _full = Loops.Echo<Here>(SyscallBinder.Bind<IEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce)));

    [Benchmark(Description = "by hand, suppressed", Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory(Short)]
    public void ShortByHand() => _shortByHand(Calls);

    [Benchmark(Description = "Binder, Result", OperationsPerInvoke = Calls), BenchmarkCategory(Short)]
    public void BinderShort() => _short(Calls);

    [Benchmark(Description = "by hand", Baseline = true, OperationsPerInvoke = Calls), BenchmarkCategory(Full)]
    public void ByHand() => _byHand(Calls);

    [Benchmark(Description = "Binder, Result", OperationsPerInvoke = Calls), BenchmarkCategory(Full)]
    public void BinderFull() => _full(Calls);

    private readonly struct Here;
}
