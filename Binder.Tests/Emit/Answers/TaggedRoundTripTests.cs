using Binder.Tests.Emit.Dispatch;
using CsCheck;

namespace Binder.Tests.Emit.Answers;

/// <summary>What a handler answers under <see cref="ErrorConvention.Tagged"/> is what its caller gets, by every way and in every form.</summary>
[TestClass]
public sealed class TaggedRoundTripTests
{
    private static readonly Gen<Fault> s_faults = Gen.SByte.Select(value => (Fault)value);
    private static readonly Gen<Span2> s_spans = Gen.Select(Gen.Short, Gen.Bool, (from, isOpen) => new Span2(from, isOpen));
    private static readonly Gen<Detail> s_details = Gen.Select(s_faults, Gen.UInt, (fault, where) => new Detail(fault, where));

    public static IEnumerable<AbiShape> Shapes => TaggedShapes.All;

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Values_and_errors_of_every_scalar_come_back(AbiShape shape)
    {
        Holds(shape, Gen.Const(Unit.Value), s_faults);
        Holds(shape, Gen.Bool, Gen.Bool);
        Holds(shape, Gen.SByte, Gen.Byte);
        Holds(shape, Gen.Byte, Gen.Const(Unit.Value));
        Holds(shape, Gen.Short, Gen.Char);
        Holds(shape, Gen.UShort, Gen.Float);
        Holds(shape, Gen.Int, Gen.Int);
        Holds(shape, Gen.UInt, s_faults);
        Holds(shape, Gen.Char, Gen.UInt.Select(value => new Empty()));
        Holds(shape, Gen.UShort.Select(BitConverter.UInt16BitsToHalf), Gen.Enum<Errno>());
        Holds(shape, Gen.Int.Select(value => (nint)value), Gen.UInt.Select(value => (nuint)value));
        Holds(shape, Gen.UInt.Select(value => new UserPointer<long>(value)), s_details);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Records_that_fit_come_back_in_registers(AbiShape shape)
    {
        Holds(shape, s_spans, s_details);
        Holds(shape, Gen.Int.Select(value => new Boxed((short)value)), s_spans);
        Holds(shape, s_details, Gen.Select(Gen.Byte, Gen.Bool));
    }

    [TestMethod]
    [DataRow(64)]
    [DataRow(128)]
    public void What_needs_64_bits_comes_back(int bits)
    {
        AbiShape shape = TaggedShapes.Of(bits);
        Holds(shape, Gen.Long, Gen.ULong);
        Holds(shape, Gen.ULong, Gen.Double);
        Holds(shape, Gen.Double, Gen.Long);
        Holds(shape, Gen.Long.Select(value => (nint)value), Gen.ULong.Select(value => (nuint)value));
        Holds(shape, Gen.Select(Gen.Long, Gen.ULong), Gen.Select(Gen.ULong, Gen.Long));
    }

    [TestMethod]
    public void Integers_of_128_bits_come_back_in_registers_of_128()
    {
        AbiShape shape = TaggedShapes.Of(128);
        Gen<UInt128> unsigned = Gen.Select(Gen.ULong, Gen.ULong, (high, low) => new UInt128(high, low));
        Gen<Int128> signed = unsigned.Select(value => unchecked((Int128)value));
        Holds(shape, unsigned, signed);
        Holds(shape, signed, unsigned);
        Holds(shape, Gen.Select(signed, unsigned), Gen.Select(unsigned, Gen.Bool));
    }

    [TestMethod]
    [DataRow(64)]
    [DataRow(128)]
    public void What_does_not_fit_comes_back_in_memory_and_its_errors_in_registers(int bits)
    {
        foreach (NarrowRule rule in Enum.GetValues<NarrowRule>())
        {
            AbiShape shape = TaggedShapes.Of(bits, rule);
            Holds(shape, Gen.Select(s_spans, Gen.Byte, s_spans, (first, colour, second) => new Line(first, colour, second)), s_details);
            Holds(shape, Gen.Select(Gen.Long, Gen.Long, Gen.Long, (a, b, c) => (a, b, c)), s_faults);
        }
    }

    [TestMethod]
    public void The_more_registers_the_more_comes_back_in_them()
    {
        for (int registers = 1; registers <= 16; registers++)
        {
            AbiShape shape = new() { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(0, registers), Errors = ErrorConvention.Tagged };
            if (registers == 1)
            {
                Holds(shape, Gen.Const(Unit.Value), Gen.Const(Unit.Value));
                continue;
            }

            Holds(shape, Gen.Select(Gen.Long, Gen.Long, Gen.Long, (a, b, c) => (a, b, c)), s_faults);
        }
    }

    private static void Holds<T, TError>(AbiShape shape, Gen<T> values, Gen<TError> errors)
    {
        Answering<T, TError> handler = new();
        using HostedKernel kernel = HostedKernel.Create(shape, handler);
        Gen<Result<T, SyscallError<TError>>> answers = Gen.OneOf(
            values.Select(value => Result<T, SyscallError<TError>>.Ok(value)),
            errors.Select(error => Result<T, SyscallError<TError>>.Fail(SyscallError.Failed(error))),
            Gen.Int[0, 2].Select(kind => Result<T, SyscallError<TError>>.Fail(
                kind == 0 ? SyscallError<TError>.InvalidData : kind == 1 ? SyscallError<TError>.InvalidNumber : SyscallError<TError>.AllocationFailed)));
        foreach (SyscallAbi abi in KernelWays.All(kernel))
        {
            IAnswering<T, TError> all = SyscallBinder.Bind<IAnswering<T, TError>>(abi);
            IResultView<T, TError> result = SyscallBinder.Bind<IResultView<T, TError>>(abi);
            IPlainView<T> plain = SyscallBinder.Bind<IPlainView<T>>(abi);
            answers.Sample(
                answer =>
                {
                    handler.Next = answer;
                    Assert.AreEqual(answer, all.Answer());
                    if (answer.IsOk)
                    {
                        Assert.AreEqual(Result<T, TError>.Ok(answer.Value), result.Answer());
                        Assert.AreEqual(answer.Value, plain.Answer());
                        return;
                    }

                    Assert.AreEqual(answer.Error.Kind, Assert.ThrowsExactly<SyscallException>(() => plain.Answer()).Kind);
                    if (answer.Error.TryGetFailed(out TError? error))
                    {
                        Assert.AreEqual(Result<T, TError>.Fail(error), result.Answer());
                    }
                    else
                    {
                        Assert.AreEqual(answer.Error.Kind, Assert.ThrowsExactly<SyscallException>(() => result.Answer()).Kind);
                    }
                },
                iter: TestLength.Choose(15, 2_000),
                threads: 1);
        }
    }
}
