using CsCheck;

namespace Binder.Tests.Emit.Answers;

/// <summary>Whatever a kernel puts into the registers of a tagged answer is a value, an error or InvalidData.</summary>
[TestClass]
public sealed class HostileTaggedAnswerTests
{
    private static readonly Gen<ulong> s_words = Gen.OneOf(
        Gen.ULong, Gen.ULong[0, 5], Gen.Int[-3, 3].Select(value => (ulong)(long)value), Gen.Short.Select(value => (ulong)(long)value), Gen.UInt.Select(value => (ulong)value));

    public static IEnumerable<AbiShape> Shapes => TaggedShapes.All;

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Any_frame_is_a_value_an_error_or_InvalidData(AbiShape shape)
    {
        Returning abi = new(shape);
        IAnswering<Span2, Fault> calls = SyscallBinder.Bind<IAnswering<Span2, Fault>>(abi);
        IResultView<Span2, Fault> result = SyscallBinder.Bind<IResultView<Span2, Fault>>(abi);
        IPlainView<Span2> plain = SyscallBinder.Bind<IPlainView<Span2>>(abi);
        Gen.Select(s_words.Array[10], Gen.Int[0, 3]).Sample(
            (words, tame) =>
            {
                // Every second frame has a status that says something, in a register without a high word.
                if (tame % 2 == 0)
                {
                    (words[abi.Place(2)], words[abi.Place(2) + abi.Step - 1]) = (0, 0);
                    words[abi.Place(2)] = tame == 0 ? 0ul : 4;
                }

                abi.Answer = shape.RegisterBits == 32 ? Array.ConvertAll(words, word => (ulong)(uint)word) : words;
                Result<Span2, SyscallError<Fault>> expected = Expect(abi);
                Assert.AreEqual(expected, calls.Answer());
                AssertView(expected, () => result.Answer() is { IsOk: true } good ? good.Value : Result.Fail(SyscallError.Failed(result.Answer().Error)));
                AssertView(expected, () => plain.Answer(), throwsFailed: true);
            },
            iter: TestLength.Choose(500, 50_000),
            threads: 1);
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(64)]
    [DataRow(128)]
    public void A_status_that_says_nothing_known_is_InvalidData_and_no_error_of_the_call(int bits)
    {
        Returning abi = new(TaggedShapes.Of(bits));
        foreach (ulong status in (ulong[])[5, 6, 255, 256, 260, 0x8000_0000, uint.MaxValue])
        {
            abi.Answer = new ulong[10];
            abi.Answer[abi.Place(2)] = status;
            Assert.AreEqual(SyscallError<Fault>.InvalidData, SyscallBinder.Bind<IAnswering<Unit, Fault>>(abi).Answer().Error, $"{status}");
            SyscallException thrown = Assert.ThrowsExactly<SyscallException>(() => SyscallBinder.Bind<IPlainView<Unit>>(abi).Answer());
            Assert.AreEqual((SyscallErrorKind.InvalidData, "Answer was answered with a status that says nothing known."), (thrown.Kind, thrown.Message));
        }
    }

    [TestMethod]
    public void A_status_counts_in_all_its_bits()
    {
        Returning abi = new(TaggedShapes.Of(128));
        IAnswering<Unit, Fault> calls = SyscallBinder.Bind<IAnswering<Unit, Fault>>(abi);
        foreach (ulong low in (ulong[])[0, 1, 2, 3, 4])
        {
            abi.Answer = new ulong[10];
            (abi.Answer[abi.Place(2)], abi.Answer[abi.Place(2) + 1]) = (low, 1);
            Assert.AreEqual(SyscallError<Fault>.InvalidData, calls.Answer().Error, $"{low}");
        }
    }

    [TestMethod]
    public void Memory_that_holds_no_value_of_the_answers_type_is_InvalidData()
    {
        AbiShape shape = TaggedShapes.Of(64);
        Returning abi = new(shape) { Area = [1, 0, 2] };
        Assert.AreEqual(SyscallError<Fault>.InvalidData, SyscallBinder.Bind<IAnswering<Line, Fault>>(abi).Answer().Error);
        Assert.AreEqual(
            SyscallErrorKind.InvalidData, Assert.ThrowsExactly<SyscallException>(() => SyscallBinder.Bind<IPlainView<Line>>(abi).Answer()).Kind);
        abi.Area = [1, 0, 1];
        Assert.AreEqual(new Line(new(1, true), 0, default), SyscallBinder.Bind<IAnswering<Line, Fault>>(abi).Answer().Value);
    }

    [TestMethod]
    public void A_capability_of_0_is_InvalidData_wherever_it_travels()
    {
        Returning abi = new(TaggedShapes.Of(64)) { Answer = new ulong[10] };
        Assert.AreEqual(SyscallError<Fault>.InvalidData, SyscallBinder.Bind<IAnswering<Token, Fault>>(abi).Answer().Error);
        abi.Answer[abi.Place(2)] = 4;
        Assert.AreEqual(SyscallError<Token>.InvalidData, SyscallBinder.Bind<IAnswering<Unit, Token>>(abi).Answer().Error);
        abi.Answer[abi.Place(0)] = 7;
        Assert.AreEqual(SyscallErrorKind.Failed, SyscallBinder.Bind<IAnswering<Unit, Token>>(abi).Answer().Error.Kind);
    }

    private static void AssertView(Result<Span2, SyscallError<Fault>> expected, Func<Result<Span2, SyscallError<Fault>>> ask, bool throwsFailed = false)
    {
        if (expected.IsOk || (!throwsFailed && expected.Error.Kind == SyscallErrorKind.Failed))
        {
            Assert.AreEqual(expected, ask());
        }
        else
        {
            // Who has no place for the error does not look at its bits.
            SyscallErrorKind kind = Assert.ThrowsExactly<SyscallException>(() => ask()).Kind;
            Assert.IsTrue(kind == expected.Error.Kind || (throwsFailed && kind == SyscallErrorKind.Failed), $"{kind} in place of {expected}");
        }
    }

    /// <summary>The answer by the words of the design, computed on numbers without a width.</summary>
    private static Result<Span2, SyscallError<Fault>> Expect(Returning abi)
    {
        UInt128 status = abi.Register(2);
        if (status == 0)
        {
            return Integer(abi, 0, 16) is { } from && Boolean(abi, 1) is { } isOpen ? new Span2((short)from, isOpen) : Result.Fail(SyscallError<Fault>.InvalidData);
        }

        return status == 4 ? Integer(abi, 0, 8) is { } fault ? Result.Fail(SyscallError.Failed((Fault)(sbyte)fault)) : Result.Fail(SyscallError<Fault>.InvalidData)
            : Result.Fail(status == 2 ? SyscallError<Fault>.InvalidNumber : status == 3 ? SyscallError<Fault>.AllocationFailed : SyscallError<Fault>.InvalidData);
    }

    private static Int128? Integer(Returning abi, int register, int bits)
    {
        UInt128 all = abi.Register(register);
        Int128 value = (Int128)(all % (UInt128.One << bits)) is var low && low >= Int128.One << (bits - 1) ? low - (Int128.One << bits) : low;
        UInt128 extension = unchecked((UInt128)value) & (abi.Shape.RegisterBits == 128 ? UInt128.MaxValue : (UInt128.One << abi.Shape.RegisterBits) - 1);
        return abi.Shape.NarrowArguments == NarrowRule.Refuse && all != extension ? null : value;
    }

    private static bool? Boolean(Returning abi, int register)
    {
        UInt128 all = abi.Register(register);
        return abi.Shape.NarrowArguments switch
        {
            NarrowRule.Refuse => all <= 1 ? all == 1 : null,
            NarrowRule.Truncate => (byte)all <= 1 ? (byte)all == 1 : null,
            _ => (byte)all % 2 == 1,
        };
    }

    /// <summary>A kernel that answers what a test says.</summary>
    private sealed class Returning(AbiShape shape) : SyscallAbi(shape)
    {
        public ulong[] Answer { get; set; } = new ulong[10];

        /// <summary>What is written to the memory that word 0 names; null: nothing.</summary>
        public byte[]? Area { get; set; }

        public int Step { get; } = shape.RegisterBits == 128 ? 2 : 1;

        public int Place(int answerRegister) => Shape.ReturnRegisters[answerRegister] * Step;

        public UInt128 Register(int answerRegister) =>
            new(Step == 2 ? Answer[Place(answerRegister) + 1] : 0, Answer[Place(answerRegister)]);

        public override void Trap(ref TrapFrame frame)
        {
            if (Area is not null)
            {
                Assert.IsTrue(Memory.TryWrite(new UserSlice<byte>((nuint)frame[0], (nuint)Area.Length), Area));
            }

            for (int i = 0; i < 5 * Step; i++)
            {
                frame[i] = Answer[i];
            }
        }
    }
}
