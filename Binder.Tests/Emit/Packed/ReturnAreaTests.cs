using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;
using Colour = Binder.Tests.Emit.Codecs.Colour;

namespace Binder.Tests.Emit.Packed;

/// <summary>Return areas of packed answers: written once, last, with the answer and nothing more.</summary>
[TestClass]
public sealed class ReturnAreaTests
{
    private static readonly AnswerPicture s_picture = new(AbiShape.Packed(64, 4), typeof(Result<Pair<Three<ulong>, Option<ulong>>, SyscallError<Colour>>));

    [TestMethod]
    public void Area_is_written_once_and_after_all_else()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 4), new AreaHandler());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            // The span first, at its end of the memory; then 26 bytes of a good answer or 2 of an error.
            space.Reset();
            TrapFrame sent = Frame(space, 1, space.Writable), frame = sent;
            abi.Trap(ref frame);
            Assert.AreEqual(s_picture.Answered(sent, []), frame);
            CollectionAssert.AreEqual(new (ulong, int)[] { (space.Writable + 4096, 4), (space.Writable, 1 + 24 + 1) }, Writes(space));

            space.Reset();
            frame = sent = Frame(space, 0, space.Writable);
            abi.Trap(ref frame);
            Assert.AreEqual(s_picture.Answered(sent, []), frame);
            CollectionAssert.AreEqual(new (ulong, int)[] { (space.Writable, 3) }, Writes(space));
            CollectionAssert.AreEqual(new byte[] { 1, 3, 7, 0xA5 }, space.Bytes[..4].ToArray());
        }
    }

    [TestMethod]
    public void Area_that_cannot_be_written_is_a_rejection_and_nothing_is_in_it()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 4), new AreaHandler());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach (ulong area in (ulong[])[0, 8, space.Start, space.Writable - 1, space.End, space.End - 25, ulong.MaxValue, ulong.MaxValue - 10])
            {
                foreach (int kind in (int[])[0, 1])
                {
                    bool fits = kind == 0 && area == space.End - 25;
                    space.Reset();
                    TrapFrame sent = Frame(space, kind, area), frame = sent;
                    abi.Trap(ref frame);
                    Assert.AreEqual(
                        fits ? s_picture.Answered(sent, []) : s_picture.Rejected(sent, SyscallErrorKind.InvalidData), frame, $"{area:x} of {space.Start:x} {kind}");
                    Assert.IsFalse(space.Bytes[..4096].ContainsAnyExcept((byte)0xA5), $"{area:x}");
                }
            }
        }
    }

    [TestMethod]
    public void Answer_that_cannot_be_sent_leaves_everything_as_it_was()
    {
        List<UnsendableAnswer> heard = [];
        using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 4), new KernelOptions { OnUnsendableAnswer = heard.Add }, new AreaHandler());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            foreach (int kind in (int[])[2, 3])
            {
                heard.Clear();
                space.Reset();
                TrapFrame sent = Frame(space, kind, space.Writable), frame = sent;
                abi.Trap(ref frame);
                Assert.AreEqual(s_picture.Rejected(sent, SyscallErrorKind.AllocationFailed), frame);
                Assert.IsEmpty(Writes(space));
                Assert.IsInstanceOfType<SyscallEncodingException>(heard.Single().Cause);
            }
        }
    }

    [TestMethod]
    [DataRow(NarrowRule.Refuse)]
    [DataRow(NarrowRule.Truncate)]
    public void Bits_above_the_areas_address_are_refused_or_not_looked_at_as_the_shape_says(NarrowRule rule)
    {
        foreach (AbiShape shape in (AbiShape[])[AbiShape.Packed(128, 4), AbiShape.Packed(64, 4) with { PointerBits = 32 }])
        {
            using SpillPages pages = new(4096);
            using HostedKernel kernel = HostedKernel.Create(shape with { NarrowArguments = rule }, new BareAreaHandler());
            AnswerPicture picture = new(shape, typeof(Result<Forty<ulong>, SyscallError<Unit>>));
            TrapFrame sent = default;
            sent.Number = 97;
            FramePicture.Lay(shape, [5], 0, ref sent);
            sent[picture.AreaWord] = pages.Start;
            if (shape.RegisterBits == 128)
            {
                sent[picture.AreaWord + 1] = 1;
            }
            else
            {
                sent[picture.AreaWord] |= 1UL << 40;
            }

            pages.Reset();
            TrapFrame frame = sent;
            kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
            bool isRefused = rule == NarrowRule.Refuse;
            Assert.AreEqual(isRefused ? picture.Rejected(sent, SyscallErrorKind.InvalidData) : picture.Answered(sent, []), frame, $"{shape.RegisterBits}");
            pages.MustBeUntouchedBut(pages.Start, isRefused ? 0 : 321, "area");
        }
    }

    private static (ulong, int)[] Writes(CallerSpace space) => [.. space.Memory.Writes.Select(write => ((ulong)write.Address, write.Length))];

    /// <summary>Kind, and four bytes in the second page, of whose count the highest byte, 0, is spilled: the last byte of the memory.</summary>
    private static TrapFrame Frame(CallerSpace space, int kind, ulong area)
    {
        space.Bytes[^1] = 0;
        byte[] stream = new byte[17];
        stream[0] = (byte)kind;
        BitConverter.TryWriteBytes(stream.AsSpan(1), (ulong)space.Writable + 4096);
        BitConverter.TryWriteBytes(stream.AsSpan(9), 4UL);
        TrapFrame frame = default;
        frame.Number = 96;
        FramePicture.Lay(AbiShape.Packed(64, 4), stream, space.End - 1, ref frame);
        frame[3] = area;
        return frame;
    }
}

[SyscallInterface]
internal interface IAreas
{
    [Syscall(96)] Result<Pair<Three<ulong>, Option<ulong>>, Colour> Ask(byte kind, [Out] Span<byte> bytes);
}

internal sealed class AreaHandler : IAreas
{
    public Result<Pair<Three<ulong>, Option<ulong>>, Colour> Ask(byte kind, Span<byte> bytes) => kind switch
    {
        0 => Result.Fail(Colour.Green),
        1 => new Pair<Three<ulong>, Option<ulong>>(default, Option.None),
        2 => Result.Fail((Colour)3),
        _ => default,
    };
}

[SyscallInterface]
internal interface IBareArea
{
    [Syscall(97)] Forty<ulong> Ask(byte kind);
}

internal sealed class BareAreaHandler : IBareArea
{
    public Forty<ulong> Ask(byte kind) => default;
}
