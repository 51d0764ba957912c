using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

/// <summary>An encoding that throws, writes too much, or refuses.</summary>
internal readonly record struct Bomb(int Fuse) : IPackedValue<Bomb>
{
    public const int ThrowsOnEncode = 1, WritesTooMuch = 2, ThrowsOnDecode = 3, RefusesOnDecode = 4;

    public static int MaxBytes => 100;

    public static void Encode(in Bomb value, ref PackedWriter writer)
    {
        writer.Write(value.Fuse);
        for (int i = 0; i < 97 && value.Fuse == WritesTooMuch; i++)
        {
            writer.Write((byte)i);
        }

        if (value.Fuse == ThrowsOnEncode)
        {
            throw new InvalidOperationException("The bomb went off.");
        }
    }

    public static bool TryDecode(ref PackedReader reader, out Bomb value)
    {
        bool isThere = reader.TryRead(out int fuse);
        value = new(fuse);
        return fuse == ThrowsOnDecode ? throw new InvalidOperationException("The bomb went off late.") : isThere && fuse != RefusesOnDecode;
    }
}

[SyscallInterface]
internal interface IBombs
{
    [Syscall(110)] Result<Bomb, SyscallError<Errno>> Make(int fuse);

    [Syscall(111)] Result<int, SyscallError<Errno>> Take(Bomb bomb, byte after);

    [Syscall(112)] Result<Label, SyscallError<Errno>> Name(Label label, [Out] Span<byte> bytes);
}

internal sealed class BombHandler : IBombs
{
    public Result<Bomb, SyscallError<Errno>> Make(int fuse) => new Bomb(fuse);

    public Result<int, SyscallError<Errno>> Take(Bomb bomb, byte after) => bomb.Fuse + after;

    public Result<Label, SyscallError<Errno>> Name(Label label, Span<byte> bytes)
    {
        bytes.Fill(1);
        return label.Text == "long" ? new Label(new string('x', 100)) : label;
    }
}

[TestClass]
public sealed class OwnEncodingCallTests
{
    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Encodings_that_throw_are_answers_that_cannot_be_sent_and_end_nothing(AbiShape shape)
    {
        List<UnsendableAnswer> unsendable = [];
        List<Exception> failures = [];
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = unsendable.Add }, new BombHandler());
        kernel.HandlerFailed += (_, e) => failures.Add(e.Exception);
        SyscallError<Errno> could = shape.Errors == ErrorConvention.Tagged ? SyscallError<Errno>.AllocationFailed : SyscallError.Failed(Errno.EIO);
        SyscallError<Errno> malformed = shape.Errors == ErrorConvention.Tagged ? SyscallError<Errno>.InvalidData : SyscallError.Failed(Errno.EINVAL);
        foreach (SyscallAbi abi in KernelWays.All(kernel))
        {
            IBombs bombs = SyscallBinder.Bind<IBombs>(abi);
            Assert.AreEqual(new Bomb(9), bombs.Make(9).Value);
            Assert.AreEqual(12, bombs.Take(new(9), 3).Value);

            foreach ((int fuse, string reason) in ((int, string)[])[(Bomb.ThrowsOnEncode, "The bomb went off."), (Bomb.WritesTooMuch, "more than its MaxBytes")])
            {
                Assert.AreEqual(could, bombs.Make(fuse).Error);
                SyscallEncodingException cause = (SyscallEncodingException)unsendable.Single().Cause!;
                Assert.StartsWith("Make was answered with a value that cannot be sent. ", cause.Message);
                Assert.Contains(reason, cause.Message);
                Assert.Contains(reason, cause.InnerException!.Message);
                unsendable.Clear();
            }

            Assert.ThrowsExactly<InvalidOperationException>(() => bombs.Take(new(Bomb.ThrowsOnEncode), 3));
            Assert.ThrowsExactly<SyscallEncodingException>(() => bombs.Take(new(Bomb.WritesTooMuch), 3));
            Assert.AreEqual(malformed, bombs.Take(new(Bomb.RefusesOnDecode), 3).Error);
            Assert.AreEqual(SyscallErrorKind.InvalidData, bombs.Make(Bomb.RefusesOnDecode).Error.Kind);
            Assert.AreEqual(malformed, bombs.Take(new(Bomb.ThrowsOnDecode), 3).Error);
            Assert.AreEqual(SyscallErrorKind.InvalidData, bombs.Make(Bomb.ThrowsOnDecode).Error.Kind);
            Assert.IsEmpty(failures);
            Assert.IsEmpty(unsendable);

            byte[] bytes = new byte[4];
            Assert.AreEqual(could, bombs.Name(new("long"), bytes).Error);
            Assert.IsFalse(bytes.AsSpan().ContainsAnyExcept((byte)0), "What cannot be answered writes nothing.");
            Assert.AreEqual(malformed, bombs.Name(new("illegal"), bytes).Error);
            Assert.AreEqual(new Label("legal"), bombs.Name(new("legal"), bytes).Value);
            Assert.IsFalse(bytes.AsSpan().ContainsAnyExcept((byte)1));
            unsendable.Clear();
        }
    }
}
