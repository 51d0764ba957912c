using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>The real kernel, entered and left: the call that everybody can make in some way.</summary>
/// <remarks>
/// getppid is a short call, and Binder's users would mark it so; the packages have no such choice. What Binder takes with the full
/// transition, as the packages always do, is shown beside it.
/// </remarks>
internal static class ParentIdRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("getppid, [Short]", 1.05, "by hand, same thunk, suppressed", () => new(
            ShortBinder(), Loops.ParentId<ShortHand>(new ShortParentIdByHand()))),
        Full<Hand>(1.05, "by hand, same thunk", () => new ParentIdByHand()),
        Short<LibC>(1.03, "libc P/Invoke", () => new LibCParentId()),
        Full<LibC>(1.03, "libc P/Invoke", () => new LibCParentId()),
        Short<SetLastError>(0.95, "libc P/Invoke, SetLastError", () => new SetLastErrorParentId()),
        Full<SetLastError>(null, "libc P/Invoke, SetLastError", () => new SetLastErrorParentId()),
        Short<Tmds>(0.95, "Tmds.LibC", () => new TmdsParentId()),
        Full<Tmds>(null, "Tmds.LibC", () => new TmdsParentId()),
        Short<Mono>(0.95, "Mono.Posix", () => new MonoParentId()),
        Full<Mono>(null, "Mono.Posix", () => new MonoParentId()),
    ];

    private static CallRow Short<TSite>(double? goal, string peer, Func<IParentId> make) where TSite : struct =>
        new("getppid, [Short]", goal, peer, () => new(
            ShortBinder(),
            Loops.ParentId<TSite>(make()),
            limit: Loops.ParentId<ShortHand>(new ShortParentIdByHand())));

    private static CallRow Full<TSite>(double? goal, string peer, Func<IParentId> make) where TSite : struct =>
        new("getppid, full transition", goal, peer, () => new(
            Loops.ParentId<Proxy>(SyscallBinder.Bind<IParentId>(LinuxAbi.Current)),
            Loops.ParentId<TSite>(make()),
            limit: Loops.ParentId<ShortHand>(new ShortParentIdByHand())));

    private static Loop ShortBinder() => Loops.ParentId<ShortProxy>(SyscallBinder.Bind<IShortParentId>(LinuxAbi.Current));

    private readonly struct ShortProxy;

    private readonly struct ShortHand;

    private readonly struct Proxy;

    private readonly struct Hand;

    private readonly struct LibC;

    private readonly struct SetLastError;

    private readonly struct Tmds;

    private readonly struct Mono;
}
