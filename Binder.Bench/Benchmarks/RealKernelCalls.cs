using BenchmarkDotNet.Attributes;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>getppid in every way: by hand, by Binder, by libc and the packages over it.</summary>
[MemoryDiagnoser]
public class RealKernelCalls
{
    private const int Calls = 1000;

    private readonly Loop _shortByHand = Loops.ParentId<Here>(new ShortParentIdByHand());
    private readonly Loop _byHand = Loops.ParentId<Here>(new ParentIdByHand());
    private readonly Loop _short = Loops.ParentId<Here>(SyscallBinder.Bind<IShortParentId>(LinuxAbi.Current));
    private readonly Loop _full = Loops.ParentId<Here>(SyscallBinder.Bind<IParentId>(LinuxAbi.Current));
    private readonly Loop _libC = Loops.ParentId<Here>(new LibCParentId());
    private readonly Loop _setLastError = Loops.ParentId<Here>(new SetLastErrorParentId());
    private readonly Loop _tmds = Loops.ParentId<Here>(new TmdsParentId());
    private readonly Loop _mono = Loops.ParentId<Here>(new MonoParentId());

    [Benchmark(Description = "by hand, suppressed", OperationsPerInvoke = Calls)]
    public void ShortByHand() => _shortByHand(Calls);

    [Benchmark(Description = "by hand", OperationsPerInvoke = Calls)]
    public void ByHand() => _byHand(Calls);

    [Benchmark(Description = "Binder, [Short]", OperationsPerInvoke = Calls)]
    public void BinderShort() => _short(Calls);

    [Benchmark(Description = "Binder, full transition", OperationsPerInvoke = Calls)]
    public void BinderFull() => _full(Calls);

    [Benchmark(Description = "libc P/Invoke", Baseline = true, OperationsPerInvoke = Calls)]
    public void LibC() => _libC(Calls);

    [Benchmark(Description = "libc P/Invoke, SetLastError", OperationsPerInvoke = Calls)]
    public void SetLastError() => _setLastError(Calls);

    [Benchmark(Description = "Tmds.LibC", OperationsPerInvoke = Calls)]
    public void Tmds() => _tmds(Calls);

    [Benchmark(Description = "Mono.Posix", OperationsPerInvoke = Calls)]
    public void Mono() => _mono(Calls);

    private readonly struct Here;
}
