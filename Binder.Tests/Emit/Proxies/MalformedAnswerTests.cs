namespace Binder.Tests.Proxies;

/// <summary>Bits that are no value of the answer's type are an exception, or InvalidData where the contract has a place for it.</summary>
[TestClass]
public sealed class MalformedAnswerTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_bool_whose_low_byte_is_neither_0_nor_1_is_malformed(Way way)
    {
        foreach (long answer in new[] { 2, 0xFF, 0x80, 0x1_0000_0002 })
        {
            AssertMalformed(Shapes.Linux, answer, calls => calls.Bool(), calls => calls.TryBool(), way);
            AssertMalformed(Shapes.Linux, answer, calls => calls.Flag(), calls => calls.TryFlag(), way);
        }

        Assert.IsTrue(Ask(Shapes.Linux, 0x101, calls => calls.Bool(), way));
        Assert.IsFalse(Ask(Shapes.Linux, 0x100, calls => calls.Bool(), way));
        Assert.IsTrue(Ask(Shapes.Linux, 0x101, calls => calls.Flag(), way).Value);
    }

    [TestMethod]
    public void Where_a_bool_is_bit_0_nothing_is_malformed()
    {
        Assert.IsFalse(Ask(Shapes.LowBitBool, 2, calls => calls.Bool()));
        Assert.IsTrue(Ask(Shapes.LowBitBool, 3, calls => calls.Bool()));
        Assert.IsTrue(Ask(Shapes.LowBitBool, 0xFF, calls => calls.TryBool()).Value);
    }

    [TestMethod]
    public void Where_extensions_must_be_exact_every_other_one_is_malformed()
    {
        AssertMalformed(Shapes.Strict, 0x101, calls => calls.Bool(), calls => calls.TryBool());
        AssertMalformed(Shapes.Strict, 2, calls => calls.Bool(), calls => calls.TryBool());
        AssertMalformed(Shapes.Strict, 0x1_0000_0000, calls => calls.Int(), calls => calls.TryInt());
        AssertMalformed(Shapes.Strict, 0xFFFF_0000, calls => calls.Int(), calls => calls.TryInt());
        AssertMalformed(Shapes.Strict, -4096, calls => calls.Byte(), calls => calls.TryByte());
        AssertMalformed(Shapes.Strict, 0x100, calls => calls.Byte(), calls => calls.TryByte());
        AssertMalformed(Shapes.Strict, 0x1_0000_0000, calls => calls.Float(), calls => calls.TryFloat());

        Assert.AreEqual(-4096, Ask(Shapes.Strict, -4096, calls => calls.Int()));
        Assert.AreEqual(255, Ask(Shapes.Strict, 255, calls => calls.Byte()));
        Assert.AreEqual(1f, Ask(Shapes.Strict, 0x3F80_0000, calls => calls.Float()));
        Assert.IsTrue(Ask(Shapes.Strict, 1, calls => calls.Bool()));
    }

    [TestMethod]
    public void Registers_of_32_bits_that_are_no_extension_are_malformed()
    {
        AssertMalformed(Shapes.StrictNarrow, 0x100, calls => calls.Byte(), calls => calls.TryByte());
        AssertMalformed(Shapes.StrictNarrow, unchecked((int)0xFFFF_0000), calls => calls.Byte(), calls => calls.TryByte());
        AssertMalformed(Shapes.StrictNarrow, 2, calls => calls.Bool(), calls => calls.TryBool());
        Assert.AreEqual(int.MinValue, Ask(Shapes.StrictNarrow, int.MinValue, calls => calls.Int()));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_capability_that_is_0_is_malformed(Way way) =>
        AssertMalformed(Shapes.Linux, 0, calls => calls.Token(), calls => calls.TryToken(), way);

    private static void AssertMalformed<T>(
        AbiShape shape,
        long answer,
        Func<IMalformed, object> plain,
        Func<IMalformed, Result<T, SyscallError<Errno>>> result,
        Way way = Way.Trap)
    {
        SyscallException thrown = Assert.ThrowsExactly<SyscallException>(() => Ask(shape, answer, plain, way));
        Assert.AreEqual(SyscallErrorKind.InvalidData, thrown.Kind);
        Assert.IsNull(thrown.Error);
        Assert.EndsWith("was answered with bits that are no value of the answer's type.", thrown.Message);
        Assert.AreEqual(SyscallErrorKind.InvalidData, Ask(shape, answer, result, way).Error.Kind);
    }

    private static T Ask<T>(AbiShape shape, long answer, Func<IMalformed, T> call, Way way = Way.Trap)
    {
        ScriptedKernel kernel = new(shape) { Answer = answer };
        return call(kernel.Bind<IMalformed>(way));
    }

    internal readonly record struct Flag(bool Value);

    [Capability]
    internal readonly struct Token(uint value)
    {
        private readonly uint _value = value;

        public override string ToString() => $"{_value}";
    }

    [SyscallInterface]
    internal interface IMalformed
    {
        [Syscall(1)] bool Bool();

        [Syscall(2)] Flag Flag();

        [Syscall(3)] int Int();

        [Syscall(4)] byte Byte();

        [Syscall(5)] float Float();

        [Syscall(6)] Result<Token, Errno> Token();

        [Syscall(11)] Result<bool, SyscallError<Errno>> TryBool();

        [Syscall(12)] Result<Flag, SyscallError<Errno>> TryFlag();

        [Syscall(13)] Result<int, SyscallError<Errno>> TryInt();

        [Syscall(14)] Result<byte, SyscallError<Errno>> TryByte();

        [Syscall(15)] Result<float, SyscallError<Errno>> TryFloat();

        [Syscall(16)] Result<Token, SyscallError<Errno>> TryToken();
    }
}
