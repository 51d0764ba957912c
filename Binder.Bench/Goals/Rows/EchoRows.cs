using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>The proxy's own cost: a thunk that returns at once leaves nothing else to measure.</summary>
internal static class EchoRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("return at once, [Short], Result<nint, Errno>", 1.35, "by hand, suppressed", () => new(
            Loops.Echo<ShortProxy>(SyscallBinder.Bind<IShortEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce))),
            Loops.ByHand<ShortHand>(new ShortEchoByHand()))),
        new CallRow("return at once, full transition, Result<nint, Errno>", 1.2, "by hand", () => new(
            Loops.Echo<Proxy>(SyscallBinder.Bind<IEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce))),
            Loops.ByHand<Hand>(new EchoByHand()))),
    ];

    private readonly struct ShortProxy;

    private readonly struct ShortHand;

    private readonly struct Proxy;

    private readonly struct Hand;
}
