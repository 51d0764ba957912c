using CsCheck;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class AnswerTests
{
    private const long Failed = -(long)Errno.EIO;

    private readonly List<UnsendableAnswer> _unsendable = [];

    [TestMethod]
    [DataRow(1ul, 0xFFFF_FFFF_FFFF_FF80ul, -128L, true)]
    [DataRow(1ul, 127ul, 127L, false)]
    [DataRow(2ul, 255ul, 255L, false)]
    [DataRow(3ul, 0xFFFF_FFFF_FFFF_8000ul, -32768L, false)]
    [DataRow(4ul, 65535ul, 65535L, false)]
    [DataRow(5ul, 0xFFFF_FFFF_8000_0000ul, -2147483648L, false)]
    [DataRow(5ul, 0xFFFF_FFFF_FFFF_FFFFul, -1L, true)]
    [DataRow(6ul, 0xFFFF_FFFFul, 0xFFFF_FFFFL, false)]
    [DataRow(7ul, 0xD800ul, 0xD800L, false)]
    [DataRow(8ul, 1ul, 1L, false)]
    [DataRow(8ul, 0ul, 0L, false)]
    [DataRow(9ul, 0xFFFFul, 0xFFFFL, false)]
    [DataRow(10ul, 0xFFFF_FFFFul, 0xFFFF_FFFFL, false)]
    [DataRow(11ul, 0xFFFF_FFFF_FFFF_F000ul, -4096L, false)]
    [DataRow(11ul, 0xFFFF_FFFF_FFFF_F001ul, -4095L, true)]
    [DataRow(12ul, 0xFFFF_FFFF_FFFF_F000ul, -4096L, false)]
    [DataRow(12ul, 0xFFFF_FFFF_FFFF_FFFFul, -1L, true)]
    [DataRow(13ul, 0xFFFF_FFFF_FFFF_FFFFul, -1L, true)]
    [DataRow(14ul, 0x7FFFul, 0x7FFFL, false)]
    [DataRow(14ul, 0xFFFF_FFFF_FFFF_FFFEul, -2L, true)]
    [DataRow(15ul, 9ul, 0L, false)]
    [DataRow(16ul, 9ul, 0L, false)]
    [DataRow(17ul, 9ul, 0L, false)]
    [DataRow(18ul, 12ul, 12L, false)]
    [DataRow(19ul, 12ul, 0L, false)]
    [DataRow(21ul, 200ul, 200L, false)]
    [DataRow(31ul, 0x8000_0000_0000_0000ul, long.MinValue, false)]
    [DataRow(32ul, 0x8000_0000_0000_0000ul, long.MinValue, false)]
    [DataRow(32ul, 0xFFFF_FFFF_FFFF_FFFFul, -1L, true)]
    [DataRow(33ul, 0x7FF8_0000_0000_0000ul, 0x7FF8_0000_0000_0000L, false)]
    [DataRow(33ul, 0xFFFF_FFFF_FFFF_FFFFul, -1L, true)]
    public void Value_stands_extended_in_the_answers_register_unless_it_looks_like_an_error(
        ulong number, ulong word, long answer, bool looksLikeError)
    {
        using HostedKernel kernel = Create(Shapes.Linux, new WideAnswers());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            _unsendable.Clear();
            Assert.AreEqual(looksLikeError ? Failed : answer, abi.Raw(number, word));
            Assert.HasCount(looksLikeError ? 1 : 0, _unsendable);
        }
    }

    [TestMethod]
    public void Exactly_the_values_from_minus_4095_to_minus_1_cannot_be_sent()
    {
        using HostedKernel wide = Create(Shapes.CalleeSaved, new WideAnswers());
        using HostedKernel narrow = Create(Shapes.Narrow, new NarrowAnswers());
        Gen<long> values = Gen.OneOf(Gen.Long, Gen.Long[-4100, 10], Gen.Int.Select(value => (long)value));
        foreach (SyscallAbi abi in (SyscallAbi[])[.. KernelWays.To(wide), .. KernelWays.To(narrow)])
        {
            values.Sample(
                value =>
                {
                    long sent = abi.Shape.RegisterBits == 32 ? (int)value : value;
                    ulong word = abi.Shape.RegisterBits == 32 ? (uint)value : (ulong)value;
                    foreach (ulong number in (ulong[])(abi.Shape.RegisterBits == 32 ? [5, 6, 11, 12] : [11, 12, 31, 32]))
                    {
                        _unsendable.Clear();
                        Assert.AreEqual(sent is >= -4095 and <= -1 ? Failed : sent, abi.Raw(number, word));
                        Assert.AreEqual(sent is >= -4095 and <= -1, _unsendable.Count == 1);
                    }
                },
                iter: TestLength.Choose(300, 20_000),
                threads: 1);
        }
    }

    [TestMethod]
    [DataRow(Errno.None)]
    [DataRow((Errno)(-1))]
    [DataRow((Errno)4096)]
    [DataRow((Errno)5000)]
    [DataRow((Errno)int.MinValue)]
    [DataRow((Errno)int.MaxValue)]
    public void Error_that_is_no_error_number_cannot_be_sent(Errno error)
    {
        NarrowAnswers handler = new()
        {
            IntAnswer = _ => Result.Fail(error),
            UnitAnswer = _ => Result.Fail(error),
            KernelAnswer = _ => Result.Fail(SyscallError.Failed(error)),
            OwnAnswer = _ => Result.Fail((OwnError)(ushort)(int)error),
        };
        AssertUnsendable(handler, 18, 19, 20);
        if ((ushort)(int)error is 0 or > 4095)
        {
            AssertUnsendable(handler, 21);
        }
    }

    [TestMethod]
    public void Result_that_is_neither_cannot_be_sent() => AssertUnsendable(
        new NarrowAnswers { IntAnswer = _ => default, UnitAnswer = _ => default, KernelAnswer = _ => default, OwnAnswer = _ => default },
        18, 19, 20, 21);

    [TestMethod]
    [DataRow(1)]
    [DataRow(34)]
    [DataRow(4095)]
    public void Error_number_comes_back_negated(int error)
    {
        NarrowAnswers handler = new()
        {
            IntAnswer = _ => Result.Fail((Errno)error),
            UnitAnswer = _ => Result.Fail((Errno)error),
            KernelAnswer = _ => Result.Fail(SyscallError.Failed((Errno)error)),
            OwnAnswer = _ => Result.Fail((OwnError)error),
        };
        foreach (AbiShape shape in (AbiShape[])[Shapes.Linux, Shapes.Narrow, Shapes.CalleeSaved])
        {
            using HostedKernel kernel = Create(shape, handler);
            foreach (SyscallAbi abi in KernelWays.To(kernel))
            {
                foreach (ulong number in (ulong[])[18, 19, 20, 21])
                {
                    Assert.AreEqual(-error, abi.Raw(number, 5));
                }

                INarrowAnswers user = SyscallBinder.Bind<INarrowAnswers>(abi);
                Assert.AreEqual((Errno)error, user.IntOrError(5).Error);
                Assert.AreEqual((Errno)error, user.UnitOrError(5).Error);
                Assert.AreEqual(SyscallError.Failed((Errno)error), user.IntOrKernelError(5).Error);
                Assert.AreEqual((OwnError)error, user.ByteOrOwnError(5).Error);
            }
        }
    }

    [TestMethod]
    public void Handler_may_answer_the_kernels_own_rejections()
    {
        NarrowAnswers handler = new();
        using HostedKernel kernel = Create(Shapes.Linux, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            handler.KernelAnswer = _ => Result.Fail(SyscallError<Errno>.InvalidData);
            Assert.AreEqual(-(long)Errno.EINVAL, abi.Raw(20, 5));
            handler.KernelAnswer = _ => Result.Fail(SyscallError<Errno>.InvalidNumber);
            Assert.AreEqual(-(long)Errno.ENOSYS, abi.Raw(20, 5));
            handler.KernelAnswer = _ => Result.Fail(SyscallError<Errno>.AllocationFailed);
            Assert.AreEqual(-(long)Errno.ENOMEM, abi.Raw(20, 5));
        }

        Assert.IsEmpty(_unsendable);
    }

    [TestMethod]
    public void Native_integer_that_the_shapes_pointers_cannot_hold_cannot_be_sent()
    {
        foreach (AbiShape shape in (AbiShape[])[Shapes.Narrow, Shapes.HalfPointers])
        {
            NarrowAnswers handler = new();
            HandleMaker maker = new();
            using HostedKernel kernel = Create(shape, handler, maker);
            foreach (SyscallAbi abi in KernelWays.To(kernel))
            {
                foreach ((nint value, bool signed, bool unsigned) in ((nint, bool, bool)[])[
                    (5, true, true), (int.MaxValue, true, true), (int.MinValue, true, false), (unchecked((nint)0x8000_0000), false, true),
                    (unchecked((nint)0x1_0000_0005), false, false), (unchecked((nint)0x1_0000_0000), false, false), (nint.MinValue, false, false)])
                {
                    (handler.NativeAnswer, maker.Answer) = (value, value);
                    Assert.AreEqual(signed ? value : Failed, abi.Raw(11, 1), $"{value:X}");
                    Assert.AreEqual(signed ? value : Failed, abi.Raw(41), $"{value:X}");
                    long asUnsigned = abi.Shape.RegisterBits == 32 ? (int)value : value;
                    Assert.AreEqual(unsigned ? asUnsigned : Failed, abi.Raw(12, 1), $"{value:X}");
                }
            }
        }
    }

    [TestMethod]
    public void Struct_comes_back_through_the_return_area()
    {
        using HostedKernel kernel = Create(Shapes.Linux, new WideAnswers());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IWideAnswers user = SyscallBinder.Bind<IWideAnswers>(abi);
            Assert.AreEqual(new Pair(-7, 6), user.Pair(-7));
            Assert.AreEqual(new Pair(7, ~7), user.PairOrError(7).Value);
            Assert.AreEqual(Errno.EIO, user.PairOrError(-5).Error);
        }
    }

    [TestMethod]
    public void Listener_that_throws_changes_no_answer()
    {
        NarrowAnswers handler = new() { IntAnswer = _ => default };
        using HostedKernel kernel = HostedKernel.Create(
            Shapes.Linux, new KernelOptions { OnUnsendableAnswer = _ => throw new InvalidOperationException("deaf"), HandlerError = Errno.EPROTO }, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(-(long)Errno.EPROTO, abi.Raw(18, 1));
        }
    }

    private HostedKernel Create(AbiShape shape, params object[] handlers) =>
        HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = _unsendable.Add }, handlers);

    private void AssertUnsendable(NarrowAnswers handler, params ulong[] numbers)
    {
        using HostedKernel kernel = Create(Shapes.Linux, handler);
        SyscallCaller caller = new(UserMemory.CurrentProcess);
        foreach (SyscallAbi abi in KernelWays.To(kernel, caller))
        {
            foreach (ulong number in numbers)
            {
                _unsendable.Clear();
                Assert.AreEqual(Failed, abi.Raw(number, 5));
                UnsendableAnswer unsendable = _unsendable.Single();
                Assert.AreEqual(new UnsendableAnswer(number, caller, unsendable.Cause), unsendable);
                Assert.IsInstanceOfType<SyscallEncodingException>(unsendable.Cause);
            }
        }
    }
}

[SyscallInterface]
internal interface IHandleMaker
{
    [Syscall(41)] Microsoft.Win32.SafeHandles.SafeFileHandle Make();
}

[Handles(typeof(IHandleMaker))]
internal sealed class HandleMaker
{
    public nint Answer { get; set; }

    public nint Make() => Answer;
}
