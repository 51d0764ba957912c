using BenchmarkDotNet.Attributes;
using Binder.Bench.Contracts;
using Binder.Bench.Peers;

namespace Binder.Bench.Benchmarks;

/// <summary>getppid in every way: by hand, by Binder, by libc and the packages over it.</summary>
[MemoryDiagnoser]
public class RealKernelCalls
{
    private readonly IShortParentId _shortByHand = new ShortParentIdByHand();
    private readonly IParentId _byHand = new ParentIdByHand();
    private readonly IShortParentId _short = SyscallBinder.Bind<IShortParentId>(LinuxAbi.Current);
    private readonly IParentId _full = SyscallBinder.Bind<IParentId>(LinuxAbi.Current);
    private readonly IParentId _libC = new LibCParentId();
    private readonly IParentId _setLastError = new SetLastErrorParentId();
    private readonly IParentId _tmds = new TmdsParentId();
    private readonly IParentId _mono = new MonoParentId();

    [Benchmark(Description = "by hand, suppressed", Baseline = true)]
    public int ShortByHand() => _shortByHand.ParentId();

    [Benchmark(Description = "by hand")]
    public int ByHand() => _byHand.ParentId();

    [Benchmark(Description = "Binder, [Short]")]
    public int BinderShort() => _short.ParentId();

    [Benchmark(Description = "Binder")]
    public int BinderFull() => _full.ParentId();

    [Benchmark(Description = "libc P/Invoke")]
    public int LibC() => _libC.ParentId();

    [Benchmark(Description = "libc P/Invoke, SetLastError")]
    public int SetLastError() => _setLastError.ParentId();

    [Benchmark(Description = "Tmds.LibC")]
    public int Tmds() => _tmds.ParentId();

    [Benchmark(Description = "Mono.Posix")]
    public int Mono() => _mono.ParentId();
}
