using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class ValidationTests
{
    private static readonly AbiShape[] s_shapes =
    [
        AbiShape.Packed(64, 6), AbiShape.Packed(64, 3), AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Auto }, AbiShape.Packed(128, 5) with { Encoding = AbiEncoding.Auto },
    ];

    [ThreadStatic]
    private static List<int>? t_asked;

    [TestMethod]
    public void A_type_is_asked_at_every_depth()
    {
        Asks(static even => even);
        Asks(static even => (1, even));
        Asks(static even => new Pair<Wrapped<Even>, byte>(new(even), 1));
        Asks(static even => Option.Some(even));
        Asks<Even?>(static even => even);
        Asks(static even => Result<byte, Even>.Fail(even));
        Asks(static even => SyscallError.Failed(even));
        Asks(static even => new Either<Even, int> { Which = Small.One, Left = even });
        Asks(static even => new Numbered<Even> { Tag = 300, Value = even });
        Asks<Tree<int, Even>>(static even => new Tree<int, Even>.Two(1, even));
        Asks<Holder<Even>>(static even => new Holder<Even>.Early(even));
        Asks(static even => Filled<Three<Even>>(even));
        Asks(static even => Filled<Forty<Even>>(even));
        Asks(static even => (even.Value, 2, 3, 4, 5, even));
    }

    [TestMethod]
    public void Whoever_is_validated_is_asked_unions_variants_arrays_and_own_encodings_too()
    {
        Asks<CheckedUnion>(static even => new CheckedUnion.Plain(even.Value));
        Asks<(byte, CheckedUnion)>(static even => (1, new CheckedUnion.Plain(even.Value)));
        Asks<UncheckedUnion>(static even => new UncheckedUnion.Checked(even.Value));
        Asks<Three<UncheckedUnion>>(static even => Filled<Three<UncheckedUnion>, UncheckedUnion>(new UncheckedUnion.Checked(even.Value)));
        Asks(static even => new CheckedStruct { Tag = 0, Number = even.Value });
        Asks(static even => Filled<CheckedArray, int>(even.Value));
        Asks(static even => new CheckedOwn(even.Value));
        Asks(static even => Option.Some(new CheckedOwn(even.Value)));
    }

    [TestMethod]
    public void Inner_values_are_asked_before_what_holds_them_and_in_order()
    {
        foreach (AbiShape shape in s_shapes)
        {
            foreach ((string name, SyscallCodec<Outer> codec) in Strategies.Of<Outer>(shape))
            {
                byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                TrapFrame frame = default;
                t_asked = [];
                codec.Encode(new(new(2), new(4)), ref frame, spill);
                Assert.IsEmpty(t_asked, "the user side asks nobody");
                Assert.IsTrue(codec.Decode(frame, UserMemory.CurrentProcess).IsOk, name);
                Assert.AreSequenceEqual([2, 4, 24], t_asked);
            }
        }
    }

    [TestMethod]
    public void Nobody_is_asked_of_bytes_that_were_not_sent()
    {
        foreach ((string name, SyscallCodec<(long, Outer)> codec) in Strategies.Of<(long, Outer)>(AbiShape.Packed(64, 3)))
        {
            Assert.AreEqual(8, codec.MaxSpill);
            for (int length = 0; length < 8; length++)
            {
                t_asked = [];
                Result<(long, Outer), SyscallError<Unit>> decoded = codec.Decode(new(0, 2, 0x1000), UserMemory.Over(new byte[length], 0x1000));
                Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), decoded, name);
                Assert.AreSequenceEqual(length < 4 ? [] : [0], t_asked, $"{name} {length}");
            }
        }
    }

    [TestMethod]
    public void No_constructor_runs_on_decoding()
    {
        Loud loud = new Loud.Number(5);
        foreach ((string name, SyscallCodec<(Loud, LoudStruct)> codec) in Strategies.Of<(Loud, LoudStruct)>(AbiShape.Packed(64, 6)))
        {
            TrapFrame frame = default;
            codec.Encode((loud, default), ref frame, []);
            int before = Loud.Made;
            Assert.AreEqual(Result.Ok((loud, default(LoudStruct))), codec.Decode(frame, UserMemory.CurrentProcess), name);
            Assert.AreEqual(before, Loud.Made, name);
        }
    }

    [TestMethod]
    public void Own_code_that_throws_at_what_arrived_has_refused_it()
    {
        SyscallCodec.Register<Foreign, ThrowingEncoding>();
        Refuses<Thrower>(new(Thrower.Good), new(Thrower.Bad));
        Refuses<(byte, Thrower)>((1, new(Thrower.Good)), (1, new(Thrower.Bad)));
        Refuses<Option<Thrower>>(Option.Some<Thrower>(new(Thrower.Good)), Option.Some<Thrower>(new(Thrower.Bad)));
        Refuses<ThrowingOwn>(new(Thrower.Good), new(Thrower.Bad));
        Refuses<(byte, ThrowingOwn, byte)>((1, new(Thrower.Good), 2), (1, new(Thrower.Bad), 2));
        Refuses<Foreign>(new(Thrower.Good), new(Thrower.Bad));
        AbiShape registers = new() { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(0, 4) };
        SyscallCodec<Thrower> codec = SyscallCodec.For<Thrower>(registers);
        Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(new(0, Thrower.Bad, 0, 0, 0), UserMemory.CurrentProcess));
        Assert.IsFalse(MemoryContent<Thrower>.IsValid([new(Thrower.Bad)]));
    }

    private static void Refuses<T>(T good, T bad)
    {
        foreach (AbiShape shape in s_shapes)
        {
            foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
            {
                byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                TrapFrame frame = default;
                codec.Encode(good, ref frame, spill);
                Assert.AreEqual(Result.Ok(good), codec.Decode(frame, UserMemory.CurrentProcess), $"{typeof(T)} {name}");
                codec.Encode(bad, ref frame, spill);
                Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.CurrentProcess), $"{typeof(T)} {name}");
            }
        }
    }

    private static void Asks<T>(Func<Even, T> make)
    {
        foreach (AbiShape shape in s_shapes)
        {
            foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
            {
                byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                TrapFrame frame = default;
                codec.Encode(make(new(6)), ref frame, spill);
                Assert.IsTrue(codec.Decode(frame, UserMemory.CurrentProcess).IsOk, $"{typeof(T)} {name}");
                codec.Encode(make(new(7)), ref frame, spill);
                Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.CurrentProcess), $"{typeof(T)} {name}");
            }
        }
    }

    private static T Filled<T>(Even even)
        where T : struct => Filled<T, Even>(even);

    private static TArray Filled<TArray, T>(T value)
        where TArray : struct
    {
        TArray array = default;
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<TArray, T>(ref array), Unsafe.SizeOf<TArray>() / Unsafe.SizeOf<T>()).Fill(value);
        return array;
    }

    private readonly record struct Even(int Value) : IValidated<Even>
    {
        public static bool IsValid(in Even value)
        {
            t_asked?.Add(value.Value);
            return value.Value % 2 == 0;
        }
    }

    private readonly record struct Thrower(int Value) : IValidated<Thrower>
    {
        public const int Good = 4, Bad = 5;

        public static bool IsValid(in Thrower value) => value.Value == Bad ? throw new InvalidOperationException("It was asked about the unexpected.") : true;
    }

    private readonly record struct Foreign(int Value);

    private readonly record struct ThrowingOwn(int Value) : IPackedValue<ThrowingOwn>
    {
        public static void Encode(in ThrowingOwn value, ref PackedWriter writer) => writer.Write(value.Value);

        public static bool TryDecode(ref PackedReader reader, out ThrowingOwn value)
        {
            bool has = reader.TryRead(out int number);
            value = new(number);
            return number == Thrower.Bad ? throw new InvalidOperationException("It did not expect these bytes.") : has;
        }
    }

    private sealed class ThrowingEncoding : IPackedEncoding<Foreign>
    {
        public static void Encode(in Foreign value, ref PackedWriter writer) => writer.Write(value.Value);

        public static bool TryDecode(ref PackedReader reader, out Foreign value)
        {
            bool isThere = ThrowingOwn.TryDecode(ref reader, out ThrowingOwn own);
            value = new(own.Value);
            return isThere;
        }
    }

    private readonly record struct Outer(Even First, Even Second) : IValidated<Outer>
    {
        public static bool IsValid(in Outer value)
        {
            t_asked?.Add((value.First.Value * 10) + value.Second.Value);
            return true;
        }
    }

    [SyscallUnion]
    private abstract record CheckedUnion(int Value) : IValidated<CheckedUnion>
    {
        public static bool IsValid(in CheckedUnion value) => value.Value % 2 == 0;

        internal sealed record Plain(int Value) : CheckedUnion(Value);
    }

    [SyscallUnion(TagSize = 1)]
    private abstract record UncheckedUnion
    {
        internal sealed record Free(int Value) : UncheckedUnion;

        internal sealed record Checked(int Value) : UncheckedUnion, IValidated<Checked>
        {
            public static bool IsValid(in Checked value) => value.Value % 2 == 0;
        }
    }

    [SyscallUnion]
    private struct CheckedStruct : IValidated<CheckedStruct>
    {
        [UnionTag] public byte Tag;
        [Variant(0)] public int Number;

        public static bool IsValid(in CheckedStruct value) => value.Number % 2 == 0;
    }

    [InlineArray(2)]
    private struct CheckedArray : IValidated<CheckedArray>
    {
        private int _first;

        public static bool IsValid(in CheckedArray value) => value[1] % 2 == 0;
    }

    private readonly record struct CheckedOwn(int Value) : IPackedValue<CheckedOwn>, IValidated<CheckedOwn>
    {
        public static void Encode(in CheckedOwn value, ref PackedWriter writer) => writer.Write(value.Value);

        public static bool TryDecode(ref PackedReader reader, out CheckedOwn value)
        {
            bool has = reader.TryRead(out int number);
            value = new(number);
            return has;
        }

        public static bool IsValid(in CheckedOwn value) => value.Value % 2 == 0;
    }

    [SyscallUnion(TagSize = 1)]
    private abstract record Loud
    {
        protected Loud() => Made++;

        public static int Made { get; private set; }

        internal sealed record Number : Loud
        {
            public Number(int value) => Value = value;

            public int Value { get; }
        }
    }

    private readonly struct LoudStruct : IEquatable<LoudStruct>
    {
#pragma warning disable CS0649 // Nothing but a constructor that never runs would give it a value.
        private readonly int _value;
#pragma warning restore CS0649

        public LoudStruct() => throw new InvalidOperationException($"a constructor ran beside {_value}");

        public bool Equals(LoudStruct other) => _value == other._value;

        public override bool Equals(object? obj) => obj is LoudStruct other && Equals(other);

        public override int GetHashCode() => _value;
    }
}
