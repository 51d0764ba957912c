using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals.Rows;

/// <summary>Finding a call's method among many: frames through <see cref="LoopbackAbi"/>, disposal and hook checks included.</summary>
internal static class DispatchRows
{
    private const int Many = 5_000;
    private const int Hot = 10;

    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("dispatch of ten hot numbers, random order, table of 5,000 sparse", 1.2, "table of 10 dense", HotNumbers),
        new CallRow("dispatch uniform over 5,000 dense, random order", 1.2, "delegate table", Uniform),
        new CallRow("dispatch uniform over 5,000 sparse, random order", null, "dictionary of delegates", ByDictionary),
    ];

    private static PairedLoops HotNumbers()
    {
        ulong[] order = Order(Hot, number => number);
        HostedKernel many = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler([.. Numbers(Hot, number => number), .. Numbers(Many - Hot, Sparse)]));
        HostedKernel few = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler(Numbers(Hot, number => number)));
        return new(DispatchLoops.Frames<InMany>(many, order), DispatchLoops.Frames<InFew>(few, order), owned: new Both(many, few));
    }

    private static PairedLoops Uniform()
    {
        HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler(Numbers(Many, number => number)));
        return Warm(
            DispatchLoops.Frames<InMany>(kernel, Order(Many, number => number)),
            DispatchLoops.Delegates(ManyCalls.Delegates(Many), Order(Many, number => number)),
            kernel);
    }

    private static PairedLoops ByDictionary()
    {
        HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, ManyCalls.Handler(Numbers(Many, Sparse)));
        FrameMethod[] methods = ManyCalls.Delegates(Many);
        return Warm(
            DispatchLoops.Frames<InMany>(kernel, Order(Many, Sparse)),
            DispatchLoops.Dictionary(methods.Select((method, i) => (Sparse((ulong)i), method)).ToDictionary(), Order(Many, Sparse)),
            kernel);
    }

    private static PairedLoops Warm(Loop binder, Loop peer, IDisposable kernel)
    {
        WarmUp.Run(100 * Many, binder, peer);
        return new(binder, peer, owned: kernel);
    }

    private static ulong Sparse(ulong place) => 1_000 + (place * 0x0003_1234_5678_9ABD);

    private static ulong[] Numbers(int count, Func<ulong, ulong> number) => [.. Enumerable.Range(0, count).Select(i => number((ulong)i))];

    private static ulong[] Order(int count, Func<ulong, ulong> number)
    {
#pragma warning disable CA5394 // The same order in every run, not a secret.
        Random random = new(1);
        return [.. Enumerable.Range(0, DispatchLoops.OrderLength).Select(_ => number((ulong)random.Next(count)))];
#pragma warning restore CA5394
    }

    private readonly struct InMany;

    private readonly struct InFew;

    private sealed class Both(IDisposable one, IDisposable other) : IDisposable
    {
        public void Dispose()
        {
            one.Dispose();
            other.Dispose();
        }
    }
}
