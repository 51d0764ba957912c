using System.Runtime.CompilerServices;
using Binder.Tests.Emit.Answers;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

/// <summary>Answers of every carrier: in registers, as a small stream, as a large one in memory, and one that is as large as it gets.</summary>
[SyscallInterface]
internal interface IReaders
{
    [Syscall(90)] Result<int, SyscallError<Errno>> Scalar(int fate);

    [Syscall(91)] Result<Option<byte>, SyscallError<Errno>> Small(int fate);

    [Syscall(92)] Result<Wide, SyscallError<Errno>> Memory(int fate);

    [Syscall(93)] Result<Forty<Forty<Option<ulong>>>, SyscallError<Errno>> Huge(int fate);

    [Syscall(94)] Result<Unit, SyscallError<Errno>> Nothing(int fate);
}

/// <summary>The same for those who have no place for rejections.</summary>
[SyscallInterface]
internal interface IThrowingReaders
{
    [Syscall(90)] int Scalar(int fate);

    [Syscall(91)] Result<Option<byte>, Errno> Small(int fate);

    [Syscall(92)] Result<Wide, Errno> Memory(int fate);

    [Syscall(93)] Forty<Forty<Option<ulong>>> Huge(int fate);

    [Syscall(94)] void Nothing(int fate);
}

[InlineArray(20)]
internal struct Wide
{
    private long _first;
}

[Handles(typeof(IReaders))]
internal sealed class ReaderHandler
{
    public const int Throws = 1, Fails = 2, IsNeither = 3, SaysAllocation = 4, SaysNumber = 5, SaysData = 6;

    public static Result<int, SyscallError<Errno>> Scalar(int fate) => Meet(fate, 7);

    public static Result<Option<byte>, SyscallError<Errno>> Small(int fate) => Meet(fate, Option.Some((byte)7));

    public static Result<Wide, SyscallError<Errno>> Memory(int fate)
    {
        Wide wide = default;
        wide[19] = 7;
        return Meet(fate, wide);
    }

    public static Result<Forty<Forty<Option<ulong>>>, SyscallError<Errno>> Huge(int fate)
    {
        Forty<Forty<Option<ulong>>> huge = default;
        huge[39][39] = 7UL;
        return Meet(fate, huge);
    }

    public static Result<Unit, SyscallError<Errno>> Nothing(int fate) => Meet(fate, Unit.Value);

    private static Result<T, SyscallError<Errno>> Meet<T>(int fate, T value) => fate switch
    {
        Throws => throw new InvalidOperationException("thrown"),
        Fails => Result.Fail(SyscallError.Failed(Errno.EDOM)),
        IsNeither => default,
        SaysAllocation => Result.Fail(SyscallError<Errno>.AllocationFailed),
        SaysNumber => Result.Fail(SyscallError<Errno>.InvalidNumber),
        SaysData => Result.Fail(SyscallError<Errno>.InvalidData),
        _ => value,
    };
}

/// <summary>What a kernel rejects reads right whatever the reader expected, and what a handler says is told apart from it.</summary>
[TestClass]
public sealed class RejectionTests
{
    public static IEnumerable<AbiShape> Shapes => PackedShapes.Few.Where(static shape => shape.Answers?.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DataRow(32, 1UL, SyscallErrorKind.InvalidData)]
    [DataRow(64, 1UL, SyscallErrorKind.InvalidData)]
    [DataRow(128, 2UL, SyscallErrorKind.InvalidNumber)]
    [DataRow(64, 3UL, SyscallErrorKind.AllocationFailed)]
    [DataRow(32, 4UL, SyscallErrorKind.InvalidData)]
    [DataRow(64, 4UL, SyscallErrorKind.InvalidData)]
    [DataRow(128, 4UL, SyscallErrorKind.InvalidData)]
    [DataRow(64, 5UL, SyscallErrorKind.InvalidData)]
    [DataRow(64, ulong.MaxValue, SyscallErrorKind.InvalidData)]
    public void A_status_beside_an_answer_in_memory_says_the_same_to_every_form(int bits, ulong status, SyscallErrorKind kind)
    {
        // An error of the call's own lies in the memory, so that a status that says so, 4, says nothing.
        StatusAbi abi = new(AbiShape.Packed(bits, 5), status);
        IReaders values = SyscallBinder.Bind<IReaders>(abi);
        Assert.AreEqual(kind, values.Memory(0).Error.Kind);
        Assert.AreEqual(kind, values.Huge(0).Error.Kind);
        IThrowingReaders throwing = SyscallBinder.Bind<IThrowingReaders>(abi);
        bool isKnown = status is > 0 and < 4;
        foreach ((string name, Action call) in ((string, Action)[])[("Memory", () => throwing.Memory(0)), ("Huge", () => throwing.Huge(0))])
        {
            SyscallException thrown = Assert.ThrowsExactly<SyscallException>(call);
            Assert.AreEqual(kind, thrown.Kind);
            Assert.AreEqual(isKnown ? $"The kernel refused {name}: {kind}." : $"{name} was answered with a status that says nothing known.", thrown.Message);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Four_kinds_of_failure_are_told_apart(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new ReaderHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Everywhere(abi, 0, null, null);
            Everywhere(abi, ReaderHandler.Throws, SyscallErrorKind.AllocationFailed, null);
            Everywhere(abi, ReaderHandler.IsNeither, SyscallErrorKind.AllocationFailed, null);
            Everywhere(abi, ReaderHandler.Fails, SyscallErrorKind.Failed, Errno.EDOM);
            Everywhere(abi, ReaderHandler.SaysAllocation, SyscallErrorKind.AllocationFailed, null);
            Everywhere(abi, ReaderHandler.SaysNumber, SyscallErrorKind.InvalidNumber, null);
            Everywhere(abi, ReaderHandler.SaysData, SyscallErrorKind.InvalidData, null);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void No_such_call_no_leave_and_no_kernel_are_InvalidNumber(AbiShape shape)
    {
        using HostedKernel empty = HostedKernel.Create(shape);
        foreach (SyscallAbi abi in KernelWays.To(empty))
        {
            Everywhere(abi, 0, SyscallErrorKind.InvalidNumber, null);
        }

        HostedKernel kernel = HostedKernel.Create(shape, new ReaderHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel, new SyscallCaller(UserMemory.CurrentProcess, filter: _ => false)))
        {
            Everywhere(abi, 0, SyscallErrorKind.InvalidNumber, null);
        }

        SyscallAbi[] left = [.. KernelWays.To(kernel)];
        kernel.Dispose();
        foreach (SyscallAbi abi in left)
        {
            Everywhere(abi, 0, SyscallErrorKind.InvalidNumber, null);
        }
    }

    private static void Everywhere(SyscallAbi abi, int fate, SyscallErrorKind? kind, Errno? error)
    {
        IReaders readers = SyscallBinder.Bind<IReaders>(abi);
        IThrowingReaders throwing = SyscallBinder.Bind<IThrowingReaders>(abi);
        (string, Func<(bool, SyscallError<Errno>)>, Func<Errno?>)[] all =
        [
            ("scalar", () => Of(readers.Scalar(fate), value => value == 7), () => Plain(() => Assert.AreEqual(7, throwing.Scalar(fate)))),
            ("small", () => Of(readers.Small(fate), value => value == Option.Some((byte)7)), () => Either(throwing.Small(fate))),
            ("memory", () => Of(readers.Memory(fate), value => value[19] == 7), () => Either(throwing.Memory(fate))),
            ("huge", () => Of(readers.Huge(fate), value => value[39][39] == 7UL), () => Plain(() => Assert.AreEqual(7UL, throwing.Huge(fate)[39][39].Value))),
            ("nothing", () => Of(readers.Nothing(fate), _ => true), () => Plain(() => throwing.Nothing(fate))),
        ];
        foreach ((string name, Func<(bool IsOk, SyscallError<Errno> Error)> ask, Func<Errno?> throws) in all)
        {
            string what = $"{name} over {abi.GetType().Name}, fate {fate}";
            (bool isOk, SyscallError<Errno> got) = ask();
            Assert.AreEqual(kind is null, isOk, what);
            Assert.IsTrue(isOk || got.Kind == kind, $"{what}: {got}");
            Assert.IsTrue(isOk || error is null || got.Error == error, $"{what}: {got}");
            try
            {
                // Who throws errors throws this one too; who has a place for it gives it.
                Assert.AreEqual(error, throws(), what);
                Assert.IsTrue(kind is null or SyscallErrorKind.Failed, what);
            }
            catch (SyscallException e)
            {
                Assert.AreEqual(kind, e.Kind, what);
                Assert.Contains(name, e.Message, StringComparison.OrdinalIgnoreCase, what);
            }
        }
    }

    private static (bool, SyscallError<Errno>) Of<T>(Result<T, SyscallError<Errno>> result, Predicate<T> isRight)
    {
        if (result.TryGet(out T? value, out SyscallError<Errno> error))
        {
            Assert.IsTrue(isRight(value), $"{value}");
            return (true, default);
        }

        return (false, error);
    }

    private static Errno? Either<T>(Result<T, Errno> result) => result.IsOk ? null : result.Error;

    private static Errno? Plain(Action call)
    {
        call();
        return null;
    }

    /// <summary>A kernel that answers with a status alone.</summary>
    private sealed class StatusAbi(AbiShape shape, ulong status) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame)
        {
            ulong number = frame.Number;
            frame = new(number);
            frame[(Shape.ArgumentRegisters.Count - 1) * (Shape.RegisterBits == 128 ? 2 : 1)] = Shape.RegisterBits == 32 ? (uint)status : status;
        }
    }
}
