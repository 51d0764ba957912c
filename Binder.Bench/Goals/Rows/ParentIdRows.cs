using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>The real kernel, entered and left: the call that everybody can make in some way.</summary>
internal static class ParentIdRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("getppid, [Short]", 1.05, "by hand, same thunk, suppressed", () => new(
            Loops.ParentId<ShortProxy>(SyscallBinder.Bind<IShortParentId>(LinuxAbi.Current)),
            Loops.ParentId<ShortHand>(new ShortParentIdByHand()))),
        Full<Hand>(1.05, "by hand, same thunk", () => new ParentIdByHand()),
        Full<LibC>(1.03, "libc P/Invoke", () => new LibCParentId()),
        Full<SetLastError>(0.95, "libc P/Invoke, SetLastError", () => new SetLastErrorParentId()),
        Full<Tmds>(0.95, "Tmds.LibC", () => new TmdsParentId()),
        Full<Mono>(0.95, "Mono.Posix", () => new MonoParentId()),
    ];

    private static CallRow Full<TSite>(double goal, string peer, Func<IParentId> make) where TSite : struct =>
        new("getppid, full transition", goal, peer, () => new(
            Loops.ParentId<Proxy>(SyscallBinder.Bind<IParentId>(LinuxAbi.Current)),
            Loops.ParentId<TSite>(make())));

    private readonly struct ShortProxy;

    private readonly struct ShortHand;

    private readonly struct Proxy;

    private readonly struct Hand;

    private readonly struct LibC;

    private readonly struct SetLastError;

    private readonly struct Tmds;

    private readonly struct Mono;
}
