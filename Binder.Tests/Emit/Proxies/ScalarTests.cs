using System.Runtime.CompilerServices;
using CsCheck;

namespace Binder.Tests.Proxies;

/// <summary>One scalar a register: signed ones sign-extended, all others zero-extended to the register's width.</summary>
[TestClass]
public sealed unsafe class ScalarTests
{
    private static readonly int s_iterations = TestLength.Choose(300, 20_000);

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Signed_integers_are_sign_extended(Way way)
    {
        Assert.AreEqual(0xFFFF_FFFF_FFFF_FF80, Word(way, calls => calls.SByte(sbyte.MinValue)));
        Assert.AreEqual(0x7Ful, Word(way, calls => calls.SByte(sbyte.MaxValue)));
        Assert.AreEqual(0xFFFF_FFFF_FFFF_8000, Word(way, calls => calls.Short(short.MinValue)));
        Assert.AreEqual(0x7FFFul, Word(way, calls => calls.Short(short.MaxValue)));
        Assert.AreEqual(0xFFFF_FFFF_8000_0000, Word(way, calls => calls.Int(int.MinValue)));
        Assert.AreEqual(0x7FFF_FFFFul, Word(way, calls => calls.Int(int.MaxValue)));
        Assert.AreEqual(0x8000_0000_0000_0000, Word(way, calls => calls.Long(long.MinValue)));
        Assert.AreEqual(ulong.MaxValue, Word(way, calls => calls.NInt(-1)));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Unsigned_integers_and_char_are_zero_extended(Way way)
    {
        Assert.AreEqual(0xFFul, Word(way, calls => calls.Byte(byte.MaxValue)));
        Assert.AreEqual(0xFFFFul, Word(way, calls => calls.UShort(ushort.MaxValue)));
        Assert.AreEqual(0xFFFFul, Word(way, calls => calls.Char(char.MaxValue)));
        Assert.AreEqual(0xFFFF_FFFFul, Word(way, calls => calls.UInt(uint.MaxValue)));
        Assert.AreEqual(ulong.MaxValue, Word(way, calls => calls.ULong(ulong.MaxValue)));
        Assert.AreEqual((ulong)nuint.MaxValue, Word(way, calls => calls.NUInt(nuint.MaxValue)));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Bool_is_0_or_1_whatever_its_byte_holds(Way way)
    {
        byte two = 2, top = 0x80;
        Assert.AreEqual(0ul, Word(way, calls => calls.Bool(false)));
        Assert.AreEqual(1ul, Word(way, calls => calls.Bool(true)));
        Assert.AreEqual(1ul, Word(way, calls => calls.Bool(Unsafe.As<byte, bool>(ref two))));
        Assert.AreEqual(1ul, Word(way, calls => calls.Bool(Unsafe.As<byte, bool>(ref top))));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Floats_travel_by_their_bits_payloads_of_NaN_included(Way way)
    {
        Assert.AreEqual(0x8000ul, Word(way, calls => calls.Half((Half)(-0.0f))));
        Assert.AreEqual(0x7E01ul, Word(way, calls => calls.Half(BitConverter.UInt16BitsToHalf(0x7E01))));
        Assert.AreEqual(0xBF80_0000ul, Word(way, calls => calls.Float(-1)));
        Assert.AreEqual(0x7FA0_0001ul, Word(way, calls => calls.Float(Memory.Single(0x7FA0_0001))));
        Assert.AreEqual(0xBFF0_0000_0000_0000, Word(way, calls => calls.Double(-1)));
        Assert.AreEqual(0x7FF0_0000_0000_0001ul, Word(way, calls => calls.Double(BitConverter.UInt64BitsToDouble(0x7FF0_0000_0000_0001))));
        Assert.AreEqual(0xFFF8_0000_0000_BEEF, Word(way, calls => calls.Double(BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_BEEF))));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Enums_travel_as_their_integers_any_value(Way way)
    {
        Assert.AreEqual(ulong.MaxValue, Word(way, calls => calls.OfSByte((SmallSigned)(-1))));
        Assert.AreEqual(0xC8ul, Word(way, calls => calls.OfByte((Small)200)));
        Assert.AreEqual(0xFFFF_FFFF_FFFF_8000, Word(way, calls => calls.OfShort((MiddleSigned)short.MinValue)));
        Assert.AreEqual(0xFFFFul, Word(way, calls => calls.OfUShort((Middle)ushort.MaxValue)));
        Assert.AreEqual(0xFFFF_FFFF_FFFF_FFFE, Word(way, calls => calls.OfInt((PlainSigned)(-2))));
        Assert.AreEqual(0xFFFF_FFFFul, Word(way, calls => calls.OfUInt((Plain)uint.MaxValue)));
        Assert.AreEqual(0x8000_0000_0000_0000, Word(way, calls => calls.OfLong((LargeSigned)long.MinValue)));
        Assert.AreEqual(ulong.MaxValue, Word(way, calls => calls.OfULong((Large)ulong.MaxValue)));
        Assert.AreEqual(1ul, Word(way, calls => calls.OfByte(Small.One)));
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Pointers_of_every_kind_travel_as_their_addresses(Way way)
    {
        Assert.AreEqual(0xFFFF_8000_0000_0001, Word(way, calls => calls.Bytes((byte*)0xFFFF_8000_0000_0001)));
        Assert.AreEqual(0ul, Word(way, calls => calls.Bytes(null)));
        Assert.AreEqual(0x1000ul, Word(way, calls => calls.Anything((void*)0x1000)));
        Assert.AreEqual(0x2000ul, Word(way, calls => calls.Indirect((int**)0x2000)));
    }

    [TestMethod]
    public void Every_value_of_every_width_is_its_own_extension()
    {
        Check(Gen.SByte, (calls, value) => calls.SByte(value), value => (ulong)(long)value);
        Check(Gen.Byte, (calls, value) => calls.Byte(value), value => value);
        Check(Gen.Short, (calls, value) => calls.Short(value), value => (ulong)(long)value);
        Check(Gen.UShort, (calls, value) => calls.UShort(value), value => value);
        Check(Gen.Char, (calls, value) => calls.Char(value), value => value);
        Check(Gen.Int, (calls, value) => calls.Int(value), value => (ulong)(long)value);
        Check(Gen.UInt, (calls, value) => calls.UInt(value), value => value);
        Check(Gen.Long, (calls, value) => calls.Long(value), value => (ulong)value);
        Check(Gen.ULong, (calls, value) => calls.ULong(value), value => value);
        Check(Gen.UShort, (calls, value) => calls.Half(BitConverter.UInt16BitsToHalf(value)), value => value);
        Check(Gen.UInt, (calls, value) => calls.Float(BitConverter.UInt32BitsToSingle(value)), value => value);
        Check(Gen.ULong, (calls, value) => calls.Double(BitConverter.UInt64BitsToDouble(value)), value => value);
        Check(Gen.Byte, (calls, value) => calls.Bool(Unsafe.As<byte, bool>(ref value)), value => value == 0 ? 0ul : 1);
    }

    [TestMethod]
    public void Registers_of_32_bits_hold_the_extension_to_32_bits()
    {
        Assert.AreEqual(0xFFFF_FF80, Narrow(calls => calls.SByte(sbyte.MinValue)));
        Assert.AreEqual(0xFFu, Narrow(calls => calls.Byte(byte.MaxValue)));
        Assert.AreEqual(0xFFFF_8000, Narrow(calls => calls.Short(short.MinValue)));
        Assert.AreEqual(0xFFFF_FFFF, Narrow(calls => calls.Int(-1)));
        Assert.AreEqual(0xFFFF_FFFF, Narrow(calls => calls.UInt(uint.MaxValue)));
        Assert.AreEqual(0xFFFFu, Narrow(calls => calls.Char(char.MaxValue)));
        Assert.AreEqual(1u, Narrow(calls => calls.Bool(true)));
        Assert.AreEqual(0x7FA0_0001u, Narrow(calls => calls.Float(Memory.Single(0x7FA0_0001))));
        Assert.AreEqual(0xFFFF_FFFF, Narrow(calls => calls.OfInt((PlainSigned)(-1))));
    }

    [TestMethod]
    public void Native_sizes_have_the_pointer_width_of_the_shape()
    {
        Assert.AreEqual(0xFFFF_FFFF, Narrow(calls => calls.NInt(-1)));
        Assert.AreEqual(0x8000_0000, Narrow(calls => calls.NInt(int.MinValue)));
        Assert.AreEqual(0xFFFF_FFFF, Narrow(calls => calls.NUInt(uint.MaxValue)));
        Assert.AreEqual(0xFFFF_0000, Narrow(calls => calls.Bytes((byte*)0xFFFF_0000)));
        Assert.AreEqual(ulong.MaxValue, ShortPointers(calls => calls.NInt(-1)));
        Assert.AreEqual(0xFFFF_FFFF, ShortPointers(calls => calls.NUInt(uint.MaxValue)));
    }

    [TestMethod]
    public void Native_values_that_the_shapes_pointers_cannot_hold_are_refused_before_the_call()
    {
        foreach (AbiShape shape in new[] { Shapes.Narrow, Shapes.ShortPointers })
        {
            ScriptedKernel kernel = new(shape);
            INarrowScalars calls = kernel.Bind<INarrowScalars>();
            SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(
                () => calls.NInt(unchecked((nint)0x8000_0000L)));
            Assert.AreEqual("ScalarTests.INarrowScalars.NInt(value) does not fit into the shape's 32-bit pointers. Send what does, or set AbiShape.PointerBits to 64.", refused.Message);
            Assert.ThrowsExactly<SyscallEncodingException>(() => calls.NInt(unchecked((nint)(-0x8000_0001L))));
            Assert.ThrowsExactly<SyscallEncodingException>(() => calls.NUInt(unchecked((nuint)0x1_0000_0000L)));
            Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Bytes((byte*)0x1_0000_0000));
            Assert.AreEqual(0, kernel.Calls);
        }
    }

    private static ulong Word(Way way, Action<IScalars> call) => ScriptedKernel.Sent(call, way)[0];

    private static ulong ShortPointers(Action<INarrowScalars> call) => ScriptedKernel.Sent(call, shape: Shapes.ShortPointers)[0];

    private static ulong Narrow(Action<INarrowScalars> call) => ScriptedKernel.Sent(call, shape: Shapes.Narrow)[0];

    private static void Check<T>(Gen<T> values, Action<IScalars, T> call, Func<T, ulong> expected)
    {
        ScriptedKernel kernel = new();
        IScalars calls = kernel.Bind<IScalars>();
        values.Sample(
            value =>
            {
                call(calls, value);
                return kernel.Words[0] == expected(value);
            },
            iter: s_iterations,
            threads: 1);
    }

    internal enum SmallSigned : sbyte;

    internal enum Small : byte
    {
        One = 1,
    }

    internal enum MiddleSigned : short;

    internal enum Middle : ushort;

    internal enum PlainSigned;

    internal enum Plain : uint;

    internal enum LargeSigned : long;

    internal enum Large : ulong;

    [SyscallInterface]
    internal interface IScalars
    {
        [Syscall(1)] void SByte(sbyte value);

        [Syscall(2)] void Byte(byte value);

        [Syscall(3)] void Short(short value);

        [Syscall(4)] void UShort(ushort value);

        [Syscall(5)] void Int(int value);

        [Syscall(6)] void UInt(uint value);

        [Syscall(7)] void Long(long value);

        [Syscall(8)] void ULong(ulong value);

        [Syscall(9)] void NInt(nint value);

        [Syscall(10)] void NUInt(nuint value);

        [Syscall(11)] void Bool(bool value);

        [Syscall(12)] void Char(char value);

        [Syscall(13)] void Half(Half value);

        [Syscall(14)] void Float(float value);

        [Syscall(15)] void Double(double value);

        [Syscall(16)] void Bytes(byte* value);

        [Syscall(17)] void Anything(void* value);

        [Syscall(18)] void Indirect(int** value);

        [Syscall(20)] void OfSByte(SmallSigned value);

        [Syscall(21)] void OfByte(Small value);

        [Syscall(22)] void OfShort(MiddleSigned value);

        [Syscall(23)] void OfUShort(Middle value);

        [Syscall(24)] void OfInt(PlainSigned value);

        [Syscall(25)] void OfUInt(Plain value);

        [Syscall(26)] void OfLong(LargeSigned value);

        [Syscall(27)] void OfULong(Large value);
    }

    [SyscallInterface]
    internal interface INarrowScalars
    {
        [Syscall(1)] void SByte(sbyte value);

        [Syscall(2)] void Byte(byte value);

        [Syscall(3)] void Short(short value);

        [Syscall(4)] void Int(int value);

        [Syscall(5)] void UInt(uint value);

        [Syscall(6)] void NInt(nint value);

        [Syscall(7)] void NUInt(nuint value);

        [Syscall(8)] void Bool(bool value);

        [Syscall(9)] void Char(char value);

        [Syscall(10)] void Float(float value);

        [Syscall(11)] void Bytes(byte* value);

        [Syscall(12)] void OfInt(PlainSigned value);
    }
}
