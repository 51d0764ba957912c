using CsCheck;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Values that travel one scalar a register.</summary>
[TestClass]
public sealed class RegisterCodecTests
{
    private static readonly Type[] s_scalars =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(char), typeof(Half), typeof(int), typeof(uint), typeof(float), typeof(long),
        typeof(ulong), typeof(double), typeof(nint), typeof(nuint), typeof(Int128), typeof(UInt128), typeof(DayOfWeek), typeof(Wideness), typeof(Colour), typeof(Far), typeof(Level),
    ];

    [TestMethod]
    public void Every_scalar_is_extended_to_its_register_and_nothing_else_is_accepted()
    {
        int held = 0;
        foreach (int bits in new[] { 32, 64, 128 })
        {
            foreach (Type scalar in s_scalars)
            {
                int bytes = ShapeOfType.Union(scalar)?.TagSize ?? ReferenceStream.Scalar(scalar.IsEnum ? Enum.GetUnderlyingType(scalar) : scalar);
                if (bytes * 8 <= bits)
                {
                    Check.Of(scalar).Holds(Shape(bits, 2));
                    held++;
                }
                else
                {
                    Check.Of(scalar).Refuses(Shape(bits, 2));
                }
            }
        }

        Assert.AreEqual((3 * s_scalars.Length) - 2 - 9, held);
    }

    [TestMethod]
    public void One_to_sixteen_registers_carry_as_many_scalars()
    {
        foreach (int bits in new[] { 32, 64, 128 })
        {
            foreach (int registers in Enumerable.Range(1, 16))
            {
                SyscallCodec<int> one = SyscallCodec.For<int>(Shape(bits, registers));
                TrapFrame frame = new(9, [.. Enumerable.Repeat(ulong.MaxValue, TrapFrame.MaxWords)]);
                Assert.AreEqual(0, one.Encode(-2, ref frame, []));
                int words = registers * (bits == 128 ? 2 : 1);
                for (int word = 0; word < TrapFrame.MaxWords; word++)
                {
                    ulong expected = word >= words ? ulong.MaxValue : word == 0 ? (bits == 32 ? 0xFFFF_FFFE : ulong.MaxValue - 1) : word == 1 && bits == 128 ? ulong.MaxValue : 0;
                    Assert.AreEqual(expected, frame[word], $"word {word} of {registers} registers of {bits} bits");
                }

                Assert.AreEqual(Result.Ok(-2), one.Decode(frame, UserMemory.CurrentProcess));
            }

            SyscallCodec<Sixteen> all = SyscallCodec.For<Sixteen>(Shape(bits, 16));
            Sixteen value = new((1, -2, 3, -4), (5, -6, 7, -8), (9, -10, 11, -12), (13, -14, 15, -16));
            TrapFrame full = default;
            all.Encode(value, ref full, []);
            Assert.AreEqual(Result.Ok(value), all.Decode(full, UserMemory.CurrentProcess));
            Assert.AreEqual("SB2014", Assert.ThrowsExactly<SyscallBindingException>(() => SyscallCodec.For<Sixteen>(Shape(bits, 15))).Diagnostics.Single().Code);
        }
    }

    [TestMethod]
    public void Truncating_shapes_look_at_a_value_s_own_bits_however_wide_the_register()
    {
        foreach (int bits in new[] { 32, 64, 128 })
        {
            AbiShape shape = Shape(bits, 1) with { NarrowArguments = NarrowRule.Truncate };
            TrapFrame frame = new(0, 0xFFFF_FFFF_FFFF_FF01, 0x1234);
            Assert.AreEqual(Result.Ok(true), SyscallCodec.For<bool>(shape).Decode(frame, UserMemory.CurrentProcess));
            Assert.AreEqual(Result.Ok<short>(-255), SyscallCodec.For<short>(shape).Decode(frame, UserMemory.CurrentProcess));
        }
    }

    private static AbiShape Shape(int bits, int registers) => AbiShape.Packed(bits, 16) with
    {
        Encoding = AbiEncoding.Registers,
        ArgumentRegisters = RegisterList.Range(0, registers),
        ReturnRegisters = RegisterList.Range(0, registers),
    };

    private readonly record struct Sixteen((short, int, short, int) A, (int, int, int, int) B, (int, int, int, int) C, (int, int, int, int) D);

    private abstract class Check
    {
        public static Check Of(Type type) => (Check)Activator.CreateInstance(typeof(Check<>).MakeGenericType(type))!;

        public abstract void Holds(AbiShape shape);

        public abstract void Refuses(AbiShape shape);
    }

    private sealed class Check<T> : Check
    {
        public override void Holds(AbiShape shape)
        {
            SyscallCodec<(T, T)> codec = SyscallCodec.For<(T, T)>(shape);
            int words = shape.RegisterBits == 128 ? 2 : 1;
            Gen.Int.Sample(
                seed =>
                {
                    Random random = new(seed);
                    (T, T) value = ((T)RandomValues.Value(typeof(T), random)!, (T)RandomValues.Value(typeof(T), random)!);
                    TrapFrame frame = default;
                    Assert.AreEqual(0, codec.Encode(value, ref frame, []));
                    TrapFrame expected = default;
                    Lay(value.Item1, shape, 0, ref expected);
                    Lay(value.Item2, shape, words, ref expected);
                    Assert.IsTrue(expected == frame, $"{value}, seed {seed}");
                    Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.CurrentProcess));

                    // One bit more or less is another value, or none.
                    int bit = random.Next(2 * shape.RegisterBits);
                    int word = bit / Math.Min(64, shape.RegisterBits);
                    frame[word] ^= 1ul << (bit % Math.Min(64, shape.RegisterBits));
                    if (codec.TryDecode(frame, UserMemory.CurrentProcess, out (T, T) other))
                    {
                        TrapFrame again = default;
                        codec.Encode(other, ref again, []);
                        Assert.IsTrue(again == frame, $"{other}, seed {seed}");
                    }
                },
                iter: TestLength.Choose(60, 3000),
                threads: 1);
        }

        public override void Refuses(AbiShape shape) =>
            Assert.AreEqual("SB2005", Assert.ThrowsExactly<SyscallBindingException>(() => SyscallCodec.For<T>(shape)).Diagnostics.Single().Code);

        private static void Lay(T value, AbiShape shape, int word, ref TrapFrame frame)
        {
            byte[] bytes = ReferenceStream.Write(typeof(T), value);
            Type number = typeof(T).IsEnum && ShapeOfType.Union(typeof(T)) is null ? Enum.GetUnderlyingType(typeof(T)) : typeof(T);
            bool isNegative = (number == typeof(sbyte) || number == typeof(short) || number == typeof(int) || number == typeof(long) || number == typeof(nint)
                || number == typeof(Int128)) && bytes[^1] > 0x7F;
            for (int i = 0; i < shape.RegisterBits / 8; i++)
            {
                ulong part = i < bytes.Length ? bytes[i] : isNegative ? 0xFFu : 0u;
                frame[word + (i / 8)] |= part << (i * 8 % 64);
            }
        }
    }
}
