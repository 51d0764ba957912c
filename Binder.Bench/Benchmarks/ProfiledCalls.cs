using BenchmarkDotNet.Attributes;
using Binder.Bench.Baselines;
using Binder.Bench.Contracts;

namespace Binder.Bench.Benchmarks;

/// <summary>
/// The calls of <see cref="ReturnAtOnceCalls"/> from a hot loop of which the runtime has a profile, as a program's own loops are: it guesses the proxy's
/// class and may inline the proxy, which the disassembly shows.
/// </summary>
[MemoryDiagnoser, DisassemblyDiagnoser(maxDepth: 2)]
public class ProfiledCalls
{
    private const int Calls = 1000;

    private readonly IShortEcho _short = SyscallBinder.Bind<IShortEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce));
    private readonly IEcho _full = SyscallBinder.Bind<IEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce));

    [Benchmark(Description = "Binder, [Short], Result", OperationsPerInvoke = Calls)]
    public nint BinderShort()
    {
        nint sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += _short.Echo(i).Value;
        }

        return sum;
    }

    [Benchmark(Description = "Binder, full transition, Result", OperationsPerInvoke = Calls)]
    public nint BinderFull()
    {
        nint sum = 0;
        for (int i = 0; i < Calls; i++)
        {
            sum += _full.Echo(i).Value;
        }

        return sum;
    }
}
