namespace Binder.Tests.Proxies;

/// <summary>Good answers: one register, -4095 to -1 being errors.</summary>
[TestClass]
public sealed class AnswerTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_value_is_the_registers_own_bits(Way way)
    {
        Assert.AreEqual(int.MaxValue, Ask(calls => calls.Int(), 0x7FFF_FFFF, way));
        Assert.AreEqual(int.MinValue, Ask(calls => calls.Int(), int.MinValue, way));
        Assert.AreEqual(0, Ask(calls => calls.Int(), 0x1_0000_0000, way));
        Assert.AreEqual(uint.MaxValue, Ask(calls => calls.UInt(), 0xFFFF_FFFF, way));
        Assert.AreEqual(long.MaxValue, Ask(calls => calls.Long(), long.MaxValue, way));
        Assert.AreEqual(unchecked((ulong)long.MinValue), Ask(calls => calls.ULong(), long.MinValue, way));
        Assert.AreEqual(nint.MinValue, Ask(calls => calls.NInt(), nint.MinValue, way));
        Assert.AreEqual((nuint)5, Ask(calls => calls.NUInt(), 5, way));
        Assert.AreEqual(-128, Ask(calls => calls.SByte(), 0x80, way));
        Assert.AreEqual(255, Ask(calls => calls.Byte(), 0xFF, way));
        Assert.AreEqual('\uFFFF', Ask(calls => calls.Char(), 0xFFFF, way));
        Assert.AreEqual(1.5, Ask(calls => calls.Double(), BitConverter.DoubleToInt64Bits(1.5), way));
        Assert.AreEqual(-2.5f, Ask(calls => calls.Float(), BitConverter.SingleToInt32Bits(-2.5f) & 0xFFFF_FFFFL, way));
        Assert.AreEqual((Half)0.5f, Ask(calls => calls.Half(), BitConverter.HalfToUInt16Bits((Half)0.5f), way));
        Assert.AreEqual((ScalarTests.Small)200, Ask(calls => calls.Small(), 200, way));
        Assert.AreEqual(new Fd(7), Ask(calls => calls.Fd(), 7, way));
        Assert.AreEqual(new Deep(new(7)), Ask(calls => calls.Deep(), 7, way));
        Assert.AreEqual(new UserPointer<int>(0x1000), Ask(calls => calls.Pointer(), 0x1000, way));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_bool_is_0_or_1(Way way)
    {
        Assert.IsFalse(Ask(calls => calls.Bool(), 0, way));
        Assert.IsTrue(Ask(calls => calls.Bool(), 1, way));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Answers_without_a_value_say_that_the_call_succeeded(Way way)
    {
        ScriptedKernel kernel = new() { Answer = 5 };
        IAnswers calls = kernel.Bind<IAnswers>(way);
        calls.Nothing();
        Assert.AreEqual(Unit.Value, calls.Unit());
        Assert.AreEqual(default, calls.EmptyRecord());
        Assert.IsTrue(calls.TryUnit().IsOk);
        Assert.IsTrue(calls.TryEmptyRecord().IsOk);
        Assert.AreEqual(5, kernel.Calls);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_result_holds_the_value(Way way)
    {
        Assert.AreEqual(7, Ask(calls => calls.TryInt(), 7, way).Value);
        Assert.AreEqual(0x1_0000_0000, Ask(calls => calls.TryNInt(), 0x1_0000_0000, way).Value);
        Assert.IsTrue(Ask(calls => calls.TryBool(), 1, way).Value);
        Assert.AreEqual(new Fd(9), Ask(calls => calls.TryFd(), 9, way).Value);
        Assert.AreEqual(8u, Ask(calls => calls.TryOwn(), 8, way).Value);
        Assert.AreEqual(6, Ask(calls => calls.TryEverything(), 6, way).Value);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Every_number_from_minus_4095_to_minus_1_is_an_error(Way way)
    {
        ScriptedKernel kernel = new();
        IAnswers calls = kernel.Bind<IAnswers>(way);
        for (int number = 1; number <= 4095; number++)
        {
            kernel.Answer = -number;
            Assert.AreEqual((Errno)number, calls.TryNInt().Error);
            Assert.AreEqual((Own)number, calls.TryOwn().Error);
            Assert.AreEqual(SyscallError.Failed((Errno)number), calls.TryEverything().Error);
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void The_neighbours_of_the_error_numbers_are_values(Way way)
    {
        foreach (long answer in new[] { -4096, -4097, 0, 1, long.MinValue, long.MaxValue })
        {
            Assert.AreEqual(answer, Ask(calls => calls.Long(), answer, way));
            Assert.AreEqual((nint)answer, Ask(calls => calls.TryNInt(), answer, way).Value);
            Assert.AreEqual((ulong)answer, Ask(calls => calls.ULong(), answer, way));
        }

        Assert.AreEqual(-4096, Ask(calls => calls.Int(), -4096, way));
        Assert.AreEqual(-4096, Ask(calls => calls.TryInt(), -4096, way).Value);
        Assert.AreEqual(-4096, Ask(calls => calls.TryEverything(), -4096, way).Value);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void An_error_of_a_plain_answer_is_thrown_and_names_the_call(Way way)
    {
        SyscallException failed = Thrown(calls => calls.Int(), -2, way);
        Assert.AreEqual("openat failed: No such file or directory (ENOENT).", failed.Message);
        Assert.AreEqual(Errno.ENOENT, failed.Error);
        Assert.AreEqual(SyscallErrorKind.Failed, failed.Kind);
        Assert.IsTrue(failed.Is(Errno.ENOENT));
        Assert.IsFalse(failed.Is(Errno.EPERM));

        Assert.AreEqual("Nothing failed: Bad file descriptor (EBADF).", Thrown(calls => calls.Nothing(), -9, way).Message);
        Assert.AreEqual("Unit failed: Operation not permitted (EPERM).", Thrown(calls => calls.Unit(), -1, way).Message);
        Assert.AreEqual("Deep failed: Unknown error 4095 (errno 4095).", Thrown(calls => calls.Deep(), -4095, way).Message);
    }

    [TestMethod]
    public void Registers_of_32_bits_answer_with_the_sign_of_32_bits()
    {
        Assert.AreEqual(-4096, Narrow(calls => calls.Int(), -4096));
        Assert.AreEqual(int.MinValue, Narrow(calls => calls.Int(), int.MinValue));
        Assert.AreEqual(0x8000_0000, Narrow(calls => calls.UInt(), 0x8000_0000));
        Assert.AreEqual(unchecked((uint)-4096), Narrow(calls => calls.UInt(), -4096));
        Assert.AreEqual(-4096, Narrow(calls => calls.NInt(), -4096));
        Assert.AreEqual(0x8000_0000, Narrow(calls => calls.NUInt(), 0x8000_0000));
        Assert.AreEqual(-2.5f, Narrow(calls => calls.Float(), BitConverter.SingleToInt32Bits(-2.5f)));
        Assert.AreEqual(-1, Narrow(calls => calls.Short(), 0xFFFF, Shapes.Narrow));
        Assert.AreEqual((Errno)4095, Narrow(calls => calls.TryInt(), -4095).Error);
        Assert.AreEqual(Errno.EPERM, Narrow(calls => calls.TryInt(), 0xFFFF_FFFF).Error);
    }

    [TestMethod]
    public void The_answer_is_looked_for_in_the_shapes_return_register()
    {
        ScriptedKernel kernel = new(Shapes.AnswersInThird) { Answer = 11, OnCall = (ref frame) => frame[0] = 99 };
        Assert.AreEqual(11, kernel.Bind<IAnswers>().Int());
        kernel.Answer = -2;
        Assert.AreEqual(Errno.ENOENT, kernel.Bind<IAnswers>().TryInt().Error);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Own_errors_have_the_numbers_that_the_kernel_answers(Way way)
    {
        Assert.AreEqual(Own.Sad, Ask(calls => calls.TryOwn(), -17, way).Error);
        Assert.AreEqual(OwnWide.Sad, Ask(calls => calls.TryOwnWide(), -4000, way).Error);
    }

    private static T Ask<T>(Func<IAnswers, T> call, long answer, Way way)
    {
        ScriptedKernel kernel = new() { Answer = answer };
        return call(kernel.Bind<IAnswers>(way));
    }

    private static T Narrow<T>(Func<INarrowAnswers, T> call, long answer, AbiShape? only = null)
    {
        T value = default!;
        foreach (AbiShape shape in only is null ? [Shapes.Narrow, Shapes.StrictNarrow] : new[] { only })
        {
            ScriptedKernel kernel = new(shape) { Answer = answer };
            value = call(kernel.Bind<INarrowAnswers>());
        }

        return value;
    }

    private static SyscallException Thrown(Action<IAnswers> call, long answer, Way way)
    {
        ScriptedKernel kernel = new() { Answer = answer };
        IAnswers calls = kernel.Bind<IAnswers>(way);
        return Assert.ThrowsExactly<SyscallException>(() => call(calls));
    }

    internal readonly record struct Fd(int Value);

    internal readonly record struct Deep(Fd Value);

    internal readonly record struct Nothing;

    internal enum Own
    {
        Sad = 17,
    }

    internal enum OwnWide : ulong
    {
        Sad = 4000,
    }

    [SyscallInterface]
    internal interface IAnswers
    {
        [Syscall("openat")] int Int();

        [Syscall(1)] uint UInt();

        [Syscall(2)] long Long();

        [Syscall(3)] ulong ULong();

        [Syscall(4)] nint NInt();

        [Syscall(5)] nuint NUInt();

        [Syscall(6)] sbyte SByte();

        [Syscall(7)] byte Byte();

        [Syscall(8)] char Char();

        [Syscall(9)] double Double();

        [Syscall(10)] float Float();

        [Syscall(11)] Half Half();

        [Syscall(12)] bool Bool();

        [Syscall(13)] ScalarTests.Small Small();

        [Syscall(14)] Fd Fd();

        [Syscall(15)] Deep Deep();

        [Syscall(16)] UserPointer<int> Pointer();

        [Syscall(17)] void Nothing();

        [Syscall(18)] Unit Unit();

        [Syscall(19)] Nothing EmptyRecord();

        [Syscall(20)] Result<Unit, Errno> TryUnit();

        [Syscall(21)] Result<Nothing, Errno> TryEmptyRecord();

        [Syscall(22)] Result<int, Errno> TryInt();

        [Syscall(23)] Result<nint, Errno> TryNInt();

        [Syscall(24)] Result<bool, Errno> TryBool();

        [Syscall(25)] Result<Fd, Errno> TryFd();

        [Syscall(26)] Result<uint, Own> TryOwn();

        [Syscall(27)] Result<int, SyscallError<Errno>> TryEverything();

        [Syscall(28)] Result<int, OwnWide> TryOwnWide();
    }

    [SyscallInterface]
    internal interface INarrowAnswers
    {
        [Syscall(1)] int Int();

        [Syscall(2)] uint UInt();

        [Syscall(3)] nint NInt();

        [Syscall(4)] nuint NUInt();

        [Syscall(5)] float Float();

        [Syscall(6)] short Short();

        [Syscall(7)] Result<int, Errno> TryInt();
    }
}
