using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Answers;

/// <summary>A value that its own type refuses is no answer, however it would travel: a kernel does not send it, and a caller does not take it.</summary>
[TestClass]
public sealed class InvalidAnswerTests
{
    [ThreadStatic]
    private static bool t_isLax;

    private readonly List<UnsendableAnswer> _heard = [];

    private static AbiShape Registers { get; } = TaggedShapes.Of(64);

    private static AbiShape[] Packing { get; } =
    [
        AbiShape.Packed(64, 6), AbiShape.Packed(64, 3), AbiShape.Packed(128, 5), AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Auto },
        AbiShape.LinuxX64 with { Encoding = AbiEncoding.Auto },
    ];

    [TestMethod]
    public void Registers_areas_and_streams_are_asked_alike_on_both_sides()
    {
        foreach (AbiShape shape in (AbiShape[])[Registers, TaggedShapes.Of(32), TaggedShapes.Of(128), AbiShape.LinuxX64, .. Packing])
        {
            Refuses<Even>(shape, new(4), new(5), nameof(Even));
            Refuses<Wrapped<Even>>(shape, new(new(4)), new(new(5)), nameof(Even));
            Refuses<Evens>(shape, new(1, 2, 3, new(4), 5), new(1, 2, 3, new(5), 5), nameof(Even));
            Refuses<Throwing>(shape, new(4), new(5), nameof(Throwing));
        }
    }

    [TestMethod]
    public void Streams_are_asked_at_every_depth()
    {
        foreach (AbiShape shape in Packing)
        {
            Refuses<Option<Even>>(shape, Option.Some<Even>(new(4)), Option.Some<Even>(new(5)), nameof(Even));
            Refuses<Result<byte, Even>>(shape, Result<byte, Even>.Fail(new(4)), Result<byte, Even>.Fail(new(5)), nameof(Even));
            Refuses<Three<(byte, Even)>>(shape, Filled<Three<(byte, Even)>, (byte, Even)>((1, new(4))), Filled<Three<(byte, Even)>, (byte, Even)>((1, new(5))), nameof(Even));
            Refuses<Forty<Even>>(shape, default, Filled<Forty<Even>, Even>(new(5)), nameof(Even));
            Refuses<Either<Even, int>>(shape, new() { Which = Small.One, Left = new(4) }, new() { Which = Small.One, Left = new(5) }, nameof(Even));
            Refuses<Figure>(shape, new Figure.Free(5), new Figure.Checked(5), nameof(Figure.Checked));
            Refuses<Figure>(shape, new Figure.Checked(4), new Figure.Holding(new(5)), nameof(Even));
            Refuses<Whole>(shape, new Whole.One(4), new Whole.One(5), nameof(Whole));
            Refuses<Own>(shape, new(4), new(5), nameof(Own));
        }
    }

    [TestMethod]
    public void Errors_are_asked_as_values_are()
    {
        foreach (AbiShape shape in (AbiShape[])[Registers, .. Packing.Where(static each => each.Errors == ErrorConvention.Tagged)])
        {
            Both<int, Even>(shape, Result.Fail(SyscallError.Failed(new Even(4))), Result.Fail(SyscallError.Failed(new Even(5))), nameof(Even));
            Both<int, Wrapped<Even>>(
                shape, Result.Fail(SyscallError.Failed(new Wrapped<Even>(new(4)))), Result.Fail(SyscallError.Failed(new Wrapped<Even>(new(5)))), nameof(Even));
        }
    }

    [TestMethod]
    public void Plain_answers_throw()
    {
        foreach (AbiShape shape in (AbiShape[])[Registers, AbiShape.LinuxX64, .. Packing])
        {
            Answering<Even, Errno> handler = new() { Next = new Even(5) };
            using HostedKernel kernel = HostedKernel.Create(shape, handler);
            IPlainView<Even> calls = SyscallBinder.Bind<IPlainView<Even>>(new LaxKernel(kernel));
            Assert.AreEqual(SyscallErrorKind.InvalidData, Assert.ThrowsExactly<SyscallException>(() => calls.Answer()).Kind, $"{shape.Encoding} {shape.Errors}");
            handler.Next = new Even(4);
            Assert.AreEqual(new Even(4), calls.Answer());
        }
    }

    [TestMethod]
    public void The_owner_is_told_the_type()
    {
        foreach (AbiShape shape in (AbiShape[])[Registers, AbiShape.LinuxX64, AbiShape.Packed(64, 3)])
        {
            using HostedKernel kernel = HostedKernel.Create(
                shape, new KernelOptions { OnUnsendableAnswer = _heard.Add }, new Answering<Evens, Errno> { Next = new Evens(1, 2, 3, new(5), 4) });
            Assert.IsFalse(SyscallBinder.Bind<IAnswering<Evens, Errno>>(new DispatchAbi(kernel, SyscallCaller.CurrentProcess)).Answer().IsOk);
            Assert.AreEqual(
                "Answer was answered with a value of InvalidAnswerTests.Even that its own IsValid refuses. Answer with what is valid, or with an error.",
                ((SyscallEncodingException)_heard.Single().Cause!).Message);
            _heard.Clear();
        }
    }

    private void Refuses<T>(AbiShape shape, T good, T bad, string type) => Both<T, Errno>(shape, Result.Ok(good), Result.Ok(bad), type);

    private void Both<T, TError>(AbiShape shape, Result<T, SyscallError<TError>> good, Result<T, SyscallError<TError>> bad, string type)
    {
        string what = $"{typeof(T)} {typeof(TError)} {shape.RegisterBits} {shape.Encoding} {shape.Errors}";
        Answering<T, TError> handler = new();
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = _heard.Add }, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IAnswering<T, TError> calls = SyscallBinder.Bind<IAnswering<T, TError>>(abi);
            handler.Next = good;
            Assert.AreEqual(good.IsOk, calls.Answer().IsOk, what);
            Assert.IsEmpty(_heard, what);
            handler.Next = bad;
            SyscallError<TError> error = calls.Answer().Error;
            Assert.AreEqual(shape.Errors == ErrorConvention.Tagged ? SyscallErrorKind.AllocationFailed : SyscallErrorKind.Failed, error.Kind, what);
            Assert.IsTrue(error.Kind != SyscallErrorKind.Failed || Errno.EIO.Equals(error.Error), what);
            string told = ((SyscallEncodingException)_heard.Single().Cause!).Message;
            Assert.Contains($"{type} that its own IsValid refuses", told, what);
            _heard.Clear();
        }

        Assert.AreEqual(SyscallError<TError>.InvalidData, SyscallBinder.Bind<IAnswering<T, TError>>(new LaxKernel(kernel)).Answer().Error, what);
        Assert.IsEmpty(_heard, what);
    }

    private static TArray Filled<TArray, T>(T value)
        where TArray : struct
    {
        TArray array = default;
        MemoryMarshal.CreateSpan(ref Unsafe.As<TArray, T>(ref array), Unsafe.SizeOf<TArray>() / Unsafe.SizeOf<T>()).Fill(value);
        return array;
    }

    private static bool IsEven(int value) => t_isLax || value % 2 == 0;

    /// <summary>A kernel on whose side everything is valid, so that it sends what the caller's side refuses.</summary>
    private sealed class LaxKernel(HostedKernel kernel) : SyscallAbi(kernel.Shape)
    {
        public override void Trap(ref TrapFrame frame)
        {
            t_isLax = true;
            kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
            t_isLax = false;
        }
    }

    private readonly record struct Even(int Value) : IValidated<Even>
    {
        public static bool IsValid(in Even value) => IsEven(value.Value);
    }

    private readonly record struct Throwing(int Value) : IValidated<Throwing>
    {
        public static bool IsValid(in Throwing value) => IsEven(value.Value) ? true : throw new InvalidOperationException("It was asked about the unexpected.");
    }

    private readonly record struct Evens(long First, long Second, long Third, Even Fourth, int Fifth);

    private readonly record struct Own(int Value) : IPackedValue<Own>, IValidated<Own>
    {
        public static void Encode(in Own value, ref PackedWriter writer) => writer.Write(value.Value);

        public static bool TryDecode(ref PackedReader reader, out Own value)
        {
            bool isThere = reader.TryRead(out int number);
            value = new(number);
            return isThere;
        }

        public static bool IsValid(in Own value) => IsEven(value.Value);
    }

    [SyscallUnion(TagSize = 1)]
    private abstract record Figure
    {
        internal sealed record Free(int Value) : Figure;

        internal sealed record Checked(int Value) : Figure, IValidated<Checked>
        {
            public static bool IsValid(in Checked value) => IsEven(value.Value);
        }

        internal sealed record Holding(Even Value) : Figure;
    }

    [SyscallUnion(TagSize = 1)]
    private abstract record Whole(int Value) : IValidated<Whole>
    {
        public static bool IsValid(in Whole value) => IsEven(value.Value);

        internal sealed record One(int Value) : Whole(Value);

        internal sealed record Two(int Value, byte Other) : Whole(Value);
    }
}
