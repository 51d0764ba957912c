using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Messages;

[SyscallUnion(TagSize = 1)]
internal enum MoveFailure
{
    Sad = 0,
    Mad = 7,
}

internal readonly record struct Place(ulong A, ulong B, Option<uint> C);

[Syscall(30)]
internal readonly record struct Travel(Place From, Option<Place> To, byte Kind) : ISyscall<Place, MoveFailure>;

[Syscall(31)]
internal readonly record struct Note(uint Value) : ISyscall<Unit, MoveFailure>;

[SyscallInterface]
internal interface ITravel
{
    Result<Place, SyscallError<MoveFailure>> Go(Travel call);

    Result<Unit, MoveFailure> Leave(in Note call);

    [Syscall(32)]
    Result<int, MoveFailure> Count(string name, ReadOnlySpan<ushort> items, Option<int> extra, ref ulong total);

    [Syscall(33)]
    Option<ulong> Plain(byte value);

    [Syscall(34)]
    void Nothing(ulong value);
}

[Handles(typeof(ITravel))]
internal sealed class TravelHandler
{
    public static Result<Place, SyscallError<MoveFailure>> Go(Travel call) => call.Kind switch
    {
        0 => Result.Fail(SyscallError.Failed(MoveFailure.Sad)),
        1 => Result.Fail(SyscallError<MoveFailure>.AllocationFailed),
        2 => throw new InvalidOperationException("no"),
        3 => Result.Fail(SyscallError.Failed((MoveFailure)5)),
        _ => call.To.HasValue ? call.To.Value : call.From,
    };

    public static Result<Unit, MoveFailure> Leave(in Note call) => call.Value == 0 ? Result.Fail(MoveFailure.Mad) : Result.Ok();

    public static Result<int, MoveFailure> Count(string name, ReadOnlySpan<ushort> items, Option<int> extra, ref ulong total)
    {
        total += (ulong)items.Length;
        return name.Length + items[0] + (extra.HasValue ? extra.Value : 0);
    }

    public static Option<ulong> Plain(byte value) => value == 0 ? Option.None : (ulong)value * 3;

    public static void Nothing(ulong value) => ArgumentOutOfRangeException.ThrowIfEqual(value, 0UL);
}

[TestClass]
public sealed class PackedMessageTests
{
    private static IEnumerable<AbiShape> Shapes =>
    [
        AbiShape.Packed(64, 6), AbiShape.Packed(64, 3), AbiShape.Packed(64, 16), AbiShape.Packed(32, 6), AbiShape.Packed(32, 16), AbiShape.Packed(128, 4),
        AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Auto }, AbiShape.Packed(32, 5) with { Encoding = AbiEncoding.Auto },
        AbiShape.Packed(64, 6) with { Answers = AbiShape.Packed(64, 4), ReturnRegisters = [5, 0, 2, 1] },
    ];

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Calls_travel_packed_in_both_directions(AbiShape shape)
    {
        int failed = 0;
        List<UnsendableAnswer> unsendable = [];
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = unsendable.Add }, new TravelHandler());
        kernel.HandlerFailed += (_, _) => failed++;
        Place home = new(1, ulong.MaxValue, 7);
        Place there = new(2, 3, Option.None);
        foreach (SyscallAbi abi in KernelWays.All(kernel))
        {
            ITravel travel = SyscallBinder.Bind<ITravel>(abi);
            Assert.AreEqual(there, travel.Go(new(home, there, 9)).Value);
            Assert.AreEqual(home, travel.Go(new(home, Option.None, 9)).Value);
            Assert.AreEqual(SyscallError.Failed(MoveFailure.Sad), travel.Go(new(home, there, 0)).Error);
            Assert.AreEqual(SyscallErrorKind.AllocationFailed, travel.Go(new(home, there, 1)).Error.Kind);
            Assert.AreEqual(SyscallErrorKind.AllocationFailed, travel.Go(new(home, there, 2)).Error.Kind);
            Assert.AreEqual(SyscallErrorKind.AllocationFailed, travel.Go(new(home, there, 3)).Error.Kind);
            Assert.AreEqual(home, abi.Perform<Travel, Place, MoveFailure>(new(home, Option.None, 9)).Value);
            Assert.AreEqual(MoveFailure.Mad, travel.Leave(new(0)).Error);
            Assert.IsTrue(travel.Leave(new(4)).IsOk);
            ulong total = 5;
            Assert.AreEqual(3 + 40 + 2, travel.Count("abc", [40, 41], 2, ref total).Value);
            Assert.AreEqual(7UL, total);
            Assert.AreEqual(Option<ulong>.None, travel.Plain(0));
            Assert.AreEqual(9UL, travel.Plain(3).Value);
            travel.Nothing(1);
            Assert.AreEqual(SyscallErrorKind.AllocationFailed, Assert.ThrowsExactly<SyscallException>(() => travel.Nothing(0)).Kind);
            Assert.AreEqual(SyscallErrorKind.InvalidNumber, abi.Perform<Unknown, Unit, MoveFailure>(default).Error.Kind);
        }

        Assert.AreEqual(2 * KernelWays.All(kernel).Count(), failed);
        Assert.HasCount(KernelWays.All(kernel).Count(), unsendable);
        Assert.IsTrue(unsendable.TrueForAll(answer => answer.Cause is SyscallEncodingException));
    }

    [Syscall(99)]
    private readonly record struct Unknown(int Value) : ISyscall<Unit, MoveFailure>;
}
