using System.Runtime.InteropServices;

namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class UnionFormTests
{
    private static readonly AbiShape s_shape = AbiShape.Packed(64, 6);

    [TestMethod]
    public void A_capability_of_a_closed_enum_is_one_of_its_constants_and_not_0()
    {
        foreach (AbiShape shape in (AbiShape[])[AbiShape.Packed(64, 6), AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Registers }])
        {
            SyscallCodec<Seal> codec = SyscallCodec.For<Seal>(shape);
            foreach ((ulong word, bool isGood) in ((ulong, bool)[])[(1, true), (200, true), (0, false), (2, false), (0x101, false), (0x1_0000_0001, false)])
            {
                Assert.AreEqual(isGood, codec.Decode(new(0, word), UserMemory.CurrentProcess).IsOk, $"{shape.Encoding} {word:X}");
            }
        }
    }

    [SyscallUnion]
    private enum SealKind : byte
    {
        None = 0,
        Wax = 1,
        Lead = 200,
    }

    [Capability]
    private readonly record struct Seal
    {
        private readonly SealKind _kind;

        private Seal(SealKind kind) => _kind = kind;

        public override string ToString() => _kind.ToString();
    }

    [TestMethod]
    public void Tags_of_records_are_the_order_of_declaration_or_what_they_say_in_as_many_bytes_as_said()
    {
        Travels<Order>(new Order.First(), "00");
        Travels<Order>(new Order.Second(0x11), "01 11");
        Travels<Order>(new Order.Third(), "02");
        Travels<Said>(new Said.First(1), "0203 01");
        Travels<Said>(new Said.Second(2), "FFFF 02");
        Travels<Said>(new Said.Third(), "0000");
        Travels<Tree<byte, byte>>(new Tree<byte, byte>.Two(1, 2), "02000000 01 02");
        Travels<Eight>(new Eight.Most(5), "FFFFFFFFFFFFFFFF 05");
        Travels<Eight>(new Eight.ByEnum(5), "0300000000000000 05");
    }

    [TestMethod]
    public void Variants_may_be_private_and_fields_of_the_union_come_first()
    {
        Travels(Closed.Make(1, 2), "00 01 02");
        Travels(Closed.Other(3), "01 03");
    }

    [TestMethod]
    public void Tags_that_name_no_variant_do_not_decode()
    {
        Fails<Order>("03");
        Fails<Order>("FF");
        Fails<Said>("0200");
        Fails<Said>("0303");
        Fails<Eight>("FFFFFFFFFFFFFFFE");
        Fails<Eight>("0300000001000000");
        Fails<Marked>("03000000");
        Fails<Marked>("00000001");
        Fails<ByInteger>("07");
        Fails<Colour>("06");
        Fails<Far>("FFFFFFFF00000000");
        Fails<Level>("01000100");
        Fails<SignedTag>("80");
    }

    [TestMethod]
    public void Fields_of_other_variants_are_not_written_and_decode_as_default()
    {
        Marked full = new(Choice.Both, 1, 2, 3, 4);
        Comes(full, new(Choice.Both, 1, 2, 3, 0), "02000000 01 0200 03000000");
        Comes(full with { Choice = Choice.First }, new(Choice.First, 1, 0, 0, 0), "01000000 01");
        Comes(full with { Choice = Choice.Last }, new(Choice.Last, 0, 2, 0, 4), "09000000 0200 0400000000000000");
        Comes(full with { Choice = Choice.None }, new(Choice.None, 0, 0, 0, 0), "00000000");
    }

    [TestMethod]
    public void A_tag_that_is_an_integer_has_the_variants_that_fields_name()
    {
        Comes(new ByInteger { Tag = 5, First = 1, Second = 2 }, new ByInteger { Tag = 5, First = 1 }, "05 01");
        Comes(new ByInteger { Tag = 200, First = 1, Second = 2 }, new ByInteger { Tag = 200, Second = 2 }, "C8 0200");
        Travels(new SignedTag { Tag = 127, Value = 4 }, "7F 04");
        Travels(new LargeTag { Tag = ulong.MaxValue, Value = 4 }, "FFFFFFFFFFFFFFFF 04");
    }

    [TestMethod]
    public void Attributes_count_on_fields_properties_and_parameters_alike()
    {
        Travels(new Everywhere(Choice.First, 1) { Property = 2, Field = 3 }, "01 01 02 03");
        Travels(new Everywhere(Choice.None, 0), "00");
    }

    [TestMethod]
    public void Closed_enums_travel_as_their_tags_whatever_integer_they_are_of()
    {
        Travels(Colour.Blue, "C8");
        Travels(Level.High, "30750000");
        Travels(Far.Beyond, "FFFFFFFFFFFFFFFF");
        Travels(SimpleErr.Sad, "0000000000000000");

        // Members of one number are one variant.
        Travels(Twins.Other, "01");
    }

    [TestMethod]
    public void Variants_may_lie_over_one_another_in_memory()
    {
        Travels(new Overlaid { Tag = 0, Number = 0x0102_0304_0506_0708 }, "00 0807060504030201");
        Travels(new Overlaid { Tag = 1, Real = 1.5f }, "01 0000C03F");
    }

    [TestMethod]
    public void A_union_in_a_union_keeps_both_tags()
    {
        Travels<Option<Tree<Order, Said>>>(Option.Some<Tree<Order, Said>>(new Tree<Order, Said>.Two(new Order.Second(9), new Said.Third())), "01 02000000 01 09 0000");
        Travels(new Numbered<Colour> { Tag = 300, Value = Colour.Blue }, "2C01 C8");
    }

    private static void Travels<T>(T value, string hex) => Comes(value, value, hex);

    private static void Comes<T>(T value, T back, string hex)
    {
        byte[] stream = Bytes(hex);
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(s_shape))
        {
            TrapFrame frame = default;
            TrapFrame expected = default;
            FramePicture.Lay(s_shape, stream, 0, ref expected);
            Assert.AreEqual(0, codec.Encode(value, ref frame, new byte[codec.MaxSpill]), $"{typeof(T)} {name}");
            Assert.AreEqual(Convert.ToHexString(FramePicture.Data(s_shape, expected)), Convert.ToHexString(FramePicture.Data(s_shape, frame)), $"{typeof(T)} {name}");
            Assert.AreEqual(Result.Ok(back), codec.Decode(frame, UserMemory.CurrentProcess), $"{typeof(T)} {name}");
        }
    }

    private static void Fails<T>(string hex)
    {
        TrapFrame frame = default;
        FramePicture.Lay(s_shape, Bytes(hex), 0, ref frame);
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(s_shape))
        {
            Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.CurrentProcess), $"{typeof(T)} {name} {hex}");
        }
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    [SyscallUnion(TagSize = 1)]
    private abstract record Order
    {
        internal sealed record First : Order;

        internal sealed record Second(byte Value) : Order;

        internal sealed record Third : Order;
    }

    [SyscallUnion(TagSize = 2)]
    private abstract record Said
    {
        [Variant(0x0302)]
        internal sealed record First(byte Value) : Said;

        [Variant(ushort.MaxValue)]
        internal sealed record Second(byte Value) : Said;

        [Variant(0)]
        internal sealed record Third : Said;
    }

    [SyscallUnion]
    private abstract record Eight
    {
        [Variant(ulong.MaxValue)]
        internal sealed record Most(byte Value) : Eight;

        [Variant(DayOfWeek.Wednesday)]
        internal sealed record ByEnum(byte Value) : Eight;
    }

    [SyscallUnion(TagSize = 1)]
    private abstract record Closed(byte Common)
    {
        public static Closed Make(byte common, byte own) => new Inner(common, own);

        public static Closed Other(byte common) => new Second(common);

        private sealed record Inner(byte Common, byte Own) : Closed(Common);

        private sealed record Second(byte Common) : Closed(Common);
    }

    private enum Choice
    {
        None,
        First,
        Both,
        Last = 9,
    }

    [SyscallUnion(TagSize = 4)]
    private readonly record struct Marked(
        [UnionTag] Choice Choice,
        [Variant(Choice.First), Variant(Choice.Both)] byte A,
        [Variant(Choice.Both), Variant(Choice.Last)] short B,
        [Variant(Choice.Both)] int C,
        [Variant(9)] long D);

    [SyscallUnion(TagSize = 1)]
    private record struct ByInteger
    {
        [Variant(200)] public ushort Second;
        [UnionTag] public int Tag;
        [Variant(5)] public byte First;
    }

    [SyscallUnion(TagSize = 1)]
    private record struct SignedTag
    {
        [UnionTag] public sbyte Tag;
        [Variant(127)] public byte Value;
    }

    [SyscallUnion]
    private record struct LargeTag
    {
        [UnionTag] public ulong Tag;
        [Variant(ulong.MaxValue)] public byte Value;
    }

    [SyscallUnion(TagSize = 1)]
    private record struct Everywhere([property: UnionTag] Choice Tag, [field: Variant(Choice.First)] byte Parameter)
    {
        [Variant(Choice.First)] public byte Property { get; set; }

        [Variant(Choice.First)] public byte Field;
    }

#pragma warning disable CA1069 // Two names of one value are what is tested.
    [SyscallUnion(TagSize = 1)]
    private enum Twins : sbyte
    {
        One = 1,
        Other = 1,
    }
#pragma warning restore CA1069

    [SyscallUnion(TagSize = 1)]
    [StructLayout(LayoutKind.Explicit)]
    private struct Overlaid : IEquatable<Overlaid>
    {
        [FieldOffset(0)]
        [UnionTag]
        public byte Tag;

        [FieldOffset(8)]
        [Variant(0)]
        public long Number;

        [FieldOffset(8)]
        [Variant(1)]
        public float Real;

        public readonly bool Equals(Overlaid other) => Tag == other.Tag && Number == other.Number;

        public override readonly bool Equals(object? obj) => obj is Overlaid other && Equals(other);

        public override readonly int GetHashCode() => Number.GetHashCode();
    }
}
