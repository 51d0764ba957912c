using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

/// <summary>One piece of memory among several, as writev takes them.</summary>
internal readonly record struct Piece(UserPointer<byte> Start, nuint Length);

[SyscallInterface]
internal interface IPieces
{
    [Syscall(110)]
    Result<long, SyscallError<Errno>> Sum(ReadOnlySpan<Piece> pieces, Option<ReadOnlyUserSlice<byte>> more, Three<UserPointer<byte>> single, in Piece last);
}

[Handles(typeof(IPieces))]
internal sealed class PiecesHandler
{
    public static Result<long, SyscallError<Errno>> Sum(
        in SyscallContext context, ReadOnlySpan<Piece> pieces, Option<ReadOnlyUserSlice<byte>> more, Three<UserPointer<byte>> single, in Piece last)
    {
        List<ReadOnlyUserSlice<byte>> all = [new(last.Start.Address, last.Length)];
        foreach (Piece piece in pieces)
        {
            all.Add(new(piece.Start.Address, piece.Length));
        }

        foreach (UserPointer<byte> one in single)
        {
            all.Add(new(one.Address, 1));
        }

        if (more.TryGet(out ReadOnlyUserSlice<byte> slice))
        {
            all.Add(slice);
        }

        long sum = 0;
        foreach (ReadOnlyUserSlice<byte> each in all)
        {
            if (!context.Memory.TrySnapshot(each, 100, out byte[]? bytes))
            {
                return Result.Fail(SyscallError.Failed(Errno.EFAULT));
            }

            sum += bytes.Sum(value => value);
        }

        return sum;
    }
}

/// <summary>Claims inside values, spans and references arrive as they are, and the context reads what they claim.</summary>
[TestClass]
public sealed class NestedClaimTests
{
    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Claims_within_values_and_memory_reach_the_handler(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new PiecesHandler());
        UserMemory block = UserMemory.Over(Enumerable.Range(0, 100).Select(i => (byte)i).ToArray(), 0x5000);
        foreach (SyscallAbi abi in (SyscallAbi[])[.. KernelWays.To(kernel, new SyscallCaller(new Both(block)))])
        {
            IPieces pieces = SyscallBinder.Bind<IPieces>(abi);
            Three<UserPointer<byte>> single = default;
            (single[0], single[1], single[2]) = (new(0x5001), new(0x5002), new(0x5003));
            Piece[] some = [new(new(0x500A), 2), new(new(0x5014), 1)];
            Assert.AreEqual(1 + 2 + 3 + 10 + 11 + 20 + 99, pieces.Sum(some, Option.None, single, new(new(0x5063), 1)).Value);
            Assert.AreEqual(1 + 2 + 3 + 4 + 5 + 99, pieces.Sum([], new ReadOnlyUserSlice<byte>(0x5004, 2), single, new(new(0x5063), 1)).Value);
            Assert.AreEqual(SyscallError.Failed(Errno.EFAULT), pieces.Sum([], Option.None, single, new(new(0x5063), 2)).Error);
        }
    }

    /// <summary>The claims are of a block; what proxies point at is this process's.</summary>
    private sealed class Both(UserMemory block) : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination) =>
            address is >= 0x5000 and < 0x6000 ? block.TryRead(address, destination) : CurrentProcess.TryRead(address, destination);

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => CurrentProcess.TryWrite(address, source);
    }
}
