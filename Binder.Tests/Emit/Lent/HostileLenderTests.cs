using Binder.Boundary;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;
using Binder.Tests.Emit.Packed;
using Binder.Tests.Proxies;
using Shapes = Binder.Tests.Emit.Dispatch.Shapes;

namespace Binder.Tests.Emit.Lent;

/// <summary>Lenders that have nothing, lie or throw: nothing is sent, and everything that was lent is taken back, once.</summary>
[TestClass]
public sealed class HostileLenderTests
{
    private const string Long = "longer than 16 bytes";

    private readonly BlockLender _lender = new();
    private int _sent;
    private LentMark _before;

    public static IEnumerable<AbiShape> AllShapes => [Shapes.Linux, Shapes.Narrow, Shapes.HalfPointers, AbiShape.Packed(64, 4), AbiShape.Packed(32, 6), AbiShape.Packed(128, 3)];

    private static Dictionary<string, BlockLender.Misbehaviour> Lies { get; } = new()
    {
        ["no bytes"] = (ref memory, ref _) => memory = default,
        ["a byte too few"] = (ref memory, ref _) => memory = memory[1..],
        ["address 0"] = (ref _, ref address) => address = 0,
        ["not aligned"] = (ref _, ref address) => address += 8,
        ["beyond the end of all addresses"] = (ref _, ref address) => address = nuint.MaxValue & ~(nuint)15,
    };

    public static IEnumerable<(string Name, AbiShape Shape)> AllLies => from name in Lies.Keys from shape in AllShapes select (name, shape);

    [TestInitialize]
    public void Note_what_is_lent() => _before = LentStack.Current.Enter(new Never());

    [TestCleanup]
    public void Everything_is_taken_back_once()
    {
        Assert.AreEqual(_before.Pieces, LentStack.Current.Count);
        Assert.AreEqual(0, _lender.Outstanding);
        LentStack.Current.Release(_before);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Where_nothing_is_lent_the_answer_is_the_kernels_own_for_no_memory(AbiShape shape) => Over(shape, calls =>
    {
        bool isTagged = shape.Errors == ErrorConvention.Tagged;
        SyscallError<Errno> none = isTagged ? SyscallError<Errno>.AllocationFailed : SyscallError.Failed(Errno.ENOMEM);
        for (int left = 0; left < 2; left++)
        {
            // The second piece is missing, too.
            _lender.Left = left;
            Assert.AreEqual(none, calls.Both("one", "two").Error);
            _lender.Left = left;
            short[] data = [1, 2];
            Assert.AreEqual(none, calls.Spans([1], data).Error);
            CollectionAssert.AreEqual((short[])[1, 2], data);
            _lender.Left = left;
            int two = 5;
            Assert.AreEqual(none, calls.References(1, ref two, out int three).Error);
            Assert.AreEqual((5, 0), (two, three));
        }

        _lender.Left = 0;
        Assert.AreEqual(none, calls.Text("x").Error);
        SyscallException thrown = Assert.ThrowsExactly<SyscallException>(() => calls.Plain("x"));
        Assert.IsTrue(isTagged ? thrown.Kind == SyscallErrorKind.AllocationFailed : thrown.Is(Errno.ENOMEM), thrown.Message);
        if (isTagged)
        {
            Assert.AreEqual(SyscallErrorKind.AllocationFailed, Assert.ThrowsExactly<SyscallException>(() => calls.Failing("x")).Kind);
        }
        else
        {
            Assert.AreEqual(Errno.ENOMEM, calls.Failing("x").Error);
        }

        Assert.AreEqual(0, _sent);
        Assert.AreEqual(LentHandler.NoText, calls.Text(null).Value, "It needs nothing.");
        _lender.Left = int.MaxValue;
        Assert.AreEqual(1, calls.Text("x").Value);
    });

    [TestMethod]
    [DynamicData(nameof(AllLies))]
    public void What_is_lent_and_is_no_such_memory_is_refused_with_the_lenders_name(string lie, AbiShape shape) => Over(shape, calls =>
    {
        _lender.Instead = Lies[lie];
        foreach (Action call in (Action[])[() => calls.Text(Long), () => calls.Spans([1, 2, 3, 4, 5], default), () => calls.Both(Long, "2"), () => calls.Path("longer than 16 bytes"u8)])
        {
            InvalidOperationException refused = Assert.ThrowsExactly<InvalidOperationException>(call);
            Assert.Contains(nameof(BlockLender), refused.Message);
            Assert.Contains("at an address that is not 0", refused.Message);
            Assert.AreEqual(0, _lender.Outstanding);
        }

        Assert.AreEqual(0, _sent);
        _lender.Instead = null;
        Assert.AreEqual(2, calls.Both("1", "2").Value);
    });

    [TestMethod]
    [DataRow(0x1_0000_0000ul, false)]
    [DataRow(0xFFFF_FFF0ul, true)]
    [DataRow(0xFFFF_FFF0ul, false)]
    [DataRow(0xFFFF_FFE0ul, true)]
    [DataRow(0x7FFF_0000_0000ul, false)]
    public void Addresses_that_32_bits_do_not_hold_are_refused_to_the_byte(ulong address, bool fits)
    {
        // 16 bytes from 0xFFFF_FFF0 on fit, and 17 do not.
        string text = new('x', fits ? 15 : 16);
        foreach (AbiShape shape in (AbiShape[])[Shapes.Narrow, Shapes.HalfPointers])
        {
            Frames abi = new(shape, _lender);
            ILent calls = SyscallBinder.Bind<ILent>(abi);
            _lender.Instead = (ref _, ref place) => place = (nuint)address;
            if (fits)
            {
                calls.Text(text);
                Assert.AreEqual(address, abi.First);
            }
            else
            {
                Assert.Contains("the 32 bits", Assert.ThrowsExactly<InvalidOperationException>(() => calls.Text(text)).Message);
                Assert.AreEqual(0UL, abi.First);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_lender_that_throws_ends_the_call_before_it_is_sent(AbiShape shape) => Over(shape, calls =>
    {
        using NumberHandle handle = new();
        foreach (int good in (int[])[0, 1])
        {
            int lent = 0;
            _lender.Instead = (ref _, ref _) =>
            {
                if (lent++ == good)
                {
                    throw new TimeoutException();
                }
            };
            Assert.ThrowsExactly<TimeoutException>(() => calls.Both("1", "2"));
            Assert.AreEqual(0, _lender.Outstanding);
        }

        _lender.Instead = (ref _, ref _) => throw new TimeoutException();
        Assert.ThrowsExactly<TimeoutException>(() => calls.WithHandle(handle, "x"));
        Assert.AreEqual(0, _sent);
        _lender.Instead = null;
        Assert.AreEqual(1, calls.WithHandle(handle, "x").Value);
        handle.Close();
        Assert.ThrowsExactly<ObjectDisposedException>(() => calls.WithHandle(handle, "x"));
    });

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_lender_that_throws_when_it_takes_back_gets_back_all_the_same(AbiShape shape) => Over(shape, calls =>
    {
        ScratchMark scratch = ScratchStack.Current.Mark();
        int taken = 0;
        _lender.OnTakeBack = () =>
        {
            taken++;
            throw new TimeoutException();
        };
        Assert.ThrowsExactly<TimeoutException>(() => calls.Both("1", "2"));
        Assert.AreEqual((2, 1), (Math.Min(taken, 2), _sent));
        Assert.AreEqual(0, _lender.Outstanding);
        Assert.AreEqual(scratch, ScratchStack.Current.Mark());
        _lender.OnTakeBack = null;
    });

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void What_cannot_be_encoded_and_a_way_that_throws_give_back(AbiShape shape)
    {
        Over(shape, calls =>
        {
            Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Text("\ud800"));
            Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Both("fine", "\ud800"));
            Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Path("a\0b"u8));
            Assert.AreEqual(0, _sent);
        });
        ILent throwing = SyscallBinder.Bind<ILent>(new LendingAbi(new Never(shape), _lender));
        Assert.ThrowsExactly<TimeoutException>(() => throwing.Both("1", "2"));
        Assert.ThrowsExactly<TimeoutException>(() => throwing.Area(1));
    }

    [TestMethod]
    public void Leftovers_in_lent_memory_are_read_by_nobody_and_a_return_area_begins_as_zeroes()
    {
        AbiShape shape = AbiShape.Packed(64, 3);
        TrapFrame sent = default;
        byte[] area = new byte[80];
        ScriptedKernel kernel = new(shape)
        {
            OnCall = (ref frame) =>
            {
                sent = frame;
                Assert.IsTrue(_lender.Memory.TryRead((nuint)frame[2], area.AsSpan(0, 40)));
                frame[2] = 0;
            },
        };
        ILentStream calls = SyscallBinder.Bind<ILentStream>(new LendingAbi(kernel.Abi, _lender));

        // What the kernel leaves as it is, zeroes, is Ok of three times None.
        Assert.IsFalse(calls.Turn(default, "x").Value[0].HasValue);
        Assert.AreNotEqual(0UL, sent[1]);
        Assert.AreNotEqual(sent[1], sent[2]);
        Assert.IsFalse(area.AsSpan().ContainsAnyExcept((byte)0));
    }

    [TestMethod]
    public void A_length_that_no_span_has_is_refused_without_asking()
    {
        LentMark mark = LentStack.Current.Enter(new LendingAbi(new Never(), _lender));
        Assert.IsFalse(LentStack.Current.TryTakePlace(long.MaxValue, out Span<byte> piece, out ulong address));
        Assert.IsTrue(piece.IsEmpty);
        Assert.AreEqual(0UL, address);
        Assert.AreEqual(0, _lender.Count);
        LentStack.Current.Release(mark);
    }

    private void Over(AbiShape shape, Action<ILent> holds)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new LentHandler());
        SyscallCaller caller = new(_lender.Memory, filter: _ => ++_sent > 0);
        holds(SyscallBinder.Bind<ILent>(new LendingAbi(new LoopbackAbi(kernel, caller), _lender)));
    }

    private sealed class Never(AbiShape? shape = null) : SyscallAbi(shape ?? AbiShape.LinuxX64)
    {
        public override void Trap(ref TrapFrame frame) => throw new TimeoutException();
    }

    private sealed class Frames(AbiShape shape, MemoryLender lender) : SyscallAbi(shape)
    {
        public override MemoryLender? Lender => lender;

        public ulong First { get; private set; }

        public override void Trap(ref TrapFrame frame) => First = frame[0];
    }
}
