using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Plans;

namespace Binder.Tests.Emit.Codecs;

/// <summary>What makes a type no union, or none that can travel.</summary>
[TestClass]
public sealed class UnionRefusalTests
{
    [TestMethod]
    [DataRow(typeof(ThreeBytes), "SB2020", "the TagSize of ThreeBytes is 3.")]
    [DataRow(typeof(NoBytes), "SB2020", "the TagSize of NoBytes is 0.")]
    [DataRow(typeof(SixteenBytes), "SB2020", "the TagSize of SixteenBytes is 16.")]
    [DataRow(typeof(WideRecordTag), "SB2020", "Large of WideRecordTag has a tag that is no integer from 0 to 255.")]
    [DataRow(typeof(NegativeRecordTag), "SB2020", "Below of NegativeRecordTag has a tag that is no integer from 0 to 18446744073709551615.")]
    [DataRow(typeof(TextTag), "SB2020", "Text of TextTag has a tag that is no integer from 0 to 65535.")]
    [DataRow(typeof(WideEnum), "SB2020", "Large of WideEnum has a tag that is no integer from 0 to 255.")]
    [DataRow(typeof(NegativeEnum), "SB2020", "Below of NegativeEnum has a tag that is no integer from 0 to 18446744073709551615.")]
    [DataRow(typeof(WideStructTag), "SB2020", "Value of WideStructTag has a tag that is no integer from 0 to 255.")]
    [DataRow(typeof(NarrowStructTag), "SB2020", "Value of NarrowStructTag has a tag that is no integer from 0 to 255.")]
    [DataRow(typeof(SignedStructTag), "SB2020", "Value of SignedStructTag has a tag that is no integer from 0 to 127.")]
    [DataRow(typeof(WideMember), "SB2020", "Large of WideMember has a tag that is no integer from 0 to 255.")]
    [DataRow(typeof(SameTags), "SB2020", "First and Second of SameTags have the same tag, 4.")]
    [DataRow(typeof(TwiceTagged), "SB2020", "TwiceTagged.Both has [Variant] twice.")]
    [DataRow(typeof(HalfTagged), "SB2020", "Bare of HalfTagged has no [Variant] and others have.")]
    [DataRow(typeof(EmptyRecord), "SB2020", "EmptyRecord is a union without variants.")]
    [DataRow(typeof(EmptyEnum), "SB2020", "EmptyEnum is a union without variants.")]
    [DataRow(typeof(EmptyStruct), "SB2020", "EmptyStruct is a union without variants.")]
    [DataRow(typeof(NotAbstract), "SB2020", "NotAbstract is a union of records and is not abstract, so that a value may be none of its variants.")]
    [DataRow(typeof(NotSealed), "SB2020", "NotSealed.Open, a variant of NotSealed, is not sealed.")]
    [DataRow(typeof(NoTag), "SB2020", "NoTag is a union with 0 fields marked [UnionTag].")]
    [DataRow(typeof(TwoTags), "SB2020", "TwoTags is a union with 2 fields marked [UnionTag].")]
    [DataRow(typeof(FloatTag), "SB2020", "Tag, the tag of FloatTag, is of type float.")]
    [DataRow(typeof(BoolTag), "SB2020", "Tag, the tag of BoolTag, is of type bool.")]
    [DataRow(typeof(NativeTag), "SB2020", "Tag, the tag of NativeTag, is of type nint.")]
    [DataRow(typeof(HugeTag), "SB2020", "Tag, the tag of HugeTag, is of type UInt128.")]
    [DataRow(typeof(OfNone), "SB2020", "Stray of OfNone belongs to no variant.")]
    [DataRow(typeof(NoSuchMember), "SB2020", "Value of NoSuchMember belongs to variant 7, and DayOfWeek has no such member.")]
    [DataRow(typeof(Endless), "SB2020", "Endless.More cannot travel for its field Rest: a variant of Endless holds another Endless, so that a value has no end.")]
    [DataRow(typeof(RoundAbout), "SB2020",
        "RoundAbout.More cannot travel for its field Rest: Option<RoundAbout> cannot travel for its field _value: a variant of RoundAbout holds another RoundAbout, so that a value has no end.")]
    [DataRow(typeof(WithText), "SB2003", "WithText.Text holds a reference: its field Value is of type string.")]
    [DataRow(typeof(StructWithText), "SB2003", "StructWithText holds a reference: its field Value is of type string.")]
    [DataRow(typeof(TagUnderField), "SB2003", "fields of TagUnderField overlap, so that its bits have no one meaning.")]
    [DataRow(typeof(FieldsOverFields), "SB2003", "fields of FieldsOverFields overlap, so that its bits have no one meaning.")]
    [DataRow(typeof(WideCapability), "SB2003", "WideCapability is marked [Capability] and is more or something else than one integer.")]
    [DataRow(typeof(Vector<byte>), "SB2003", "Vector<byte> is as long as the machine makes it, which the other side cannot know.")]
    [DataRow(typeof((Million, byte)), "SB2021", "(Million, byte) may take more than 1048576 bytes.")]
    [DataRow(typeof(Boundless), "SB2021", "Boundless may take more than 1048576 bytes.")]
    public void It_is_said_what_is_wrong(Type type, string code, string reason)
    {
        SyscallDiagnostic said = Assert.ThrowsExactly<SyscallBindingException>(() => CodecPlan.Of(type, AbiShape.Packed(64, 6))).Diagnostics.Single();
        Assert.AreEqual(code, said.Code);
        Assert.AreEqual(reason.Replace("UnionRefusalTests.", "", StringComparison.Ordinal), said.Reason.Replace("UnionRefusalTests.", "", StringComparison.Ordinal));
        Assert.IsGreaterThan(0, said.Cure.Length);

        // The same inside of something else.
        Type holder = typeof(Pair<,>).MakeGenericType(typeof(byte), type);
        SyscallDiagnostic inner = Assert.ThrowsExactly<SyscallBindingException>(() => CodecPlan.Of(holder, AbiShape.Packed(64, 6))).Diagnostics.Single();
        Assert.AreEqual(code, inner.Code);
    }

    [TestMethod]
    public void What_may_just_be_so_large_is_planned() =>
        Assert.AreEqual(1 << 20, CodecPlan.Of(typeof(Million), AbiShape.Packed(64, 6)).Value.MaxBytes);

    [TestMethod]
    public void Fewer_than_three_registers_cannot_pack()
    {
        AbiShape two = AbiShape.Packed(64, 3) with { ArgumentRegisters = [0, 1], ReturnRegisters = [0, 1] };
        SyscallDiagnostic said = Assert.ThrowsExactly<SyscallBindingException>(() => SyscallCodec.For<int>(two)).Diagnostics.Single();
        Assert.AreEqual("SB4010", said.Code);
        AbiShape one = two with { ArgumentRegisters = [0], ReturnRegisters = [0] };
        Assert.AreEqual("SB4010", Assert.ThrowsExactly<SyscallBindingException>(() => SyscallCodec.For<int>(one)).Diagnostics.Single().Code);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => AbiShape.Packed(64, 2));

        // Where the shape may choose, registers carry what fits, and the rest is refused as under registers alone.
        Assert.AreEqual(0, SyscallCodec.For<(int, int)>(two with { Encoding = AbiEncoding.Auto }).MaxSpill);
        Assert.AreEqual("SB2006", Assert.ThrowsExactly<SyscallBindingException>(
            () => SyscallCodec.For<Option<int>>(two with { Encoding = AbiEncoding.Auto })).Diagnostics.Single().Code);
    }

    // None of these types is used but to be refused.
#pragma warning disable CS0169, CS0649, CS0414, IDE0044, IDE0051, CA1823, CA1852, CA1814
    [SyscallUnion(TagSize = 3)]
    private enum ThreeBytes { One }

    [SyscallUnion(TagSize = 0)]
    private struct NoBytes
    {
        [UnionTag] public DayOfWeek Tag;
    }

    [SyscallUnion(TagSize = 16)]
    private abstract record SixteenBytes
    {
        internal sealed record One : SixteenBytes;
    }

    [SyscallUnion(TagSize = 1)]
    private abstract record WideRecordTag
    {
        [Variant(256)] internal sealed record Large : WideRecordTag;
    }

    [SyscallUnion]
    private abstract record NegativeRecordTag
    {
        [Variant(-1)] internal sealed record Below : NegativeRecordTag;
    }

    [SyscallUnion(TagSize = 2)]
    private abstract record TextTag
    {
        [Variant("one")] internal sealed record Text : TextTag;
    }

    [SyscallUnion(TagSize = 1)]
    private enum WideEnum { Small = 255, Large = 256 }

    [SyscallUnion]
    private enum NegativeEnum { Below = -1, Above = 1 }

    [SyscallUnion(TagSize = 1)]
    private struct WideStructTag
    {
        [UnionTag] public int Tag;
        [Variant(256)] public int Value;
    }

    [SyscallUnion]
    private struct NarrowStructTag
    {
        [UnionTag] public byte Tag;
        [Variant(256)] public int Value;
    }

    [SyscallUnion(TagSize = 1)]
    private struct SignedStructTag
    {
        [UnionTag] public sbyte Tag;
        [Variant(128)] public int Value;
    }

    private enum Members { Small, Large = 256 }

    [SyscallUnion(TagSize = 1)]
    private struct WideMember
    {
        [UnionTag] public Members Tag;
    }

    [SyscallUnion]
    private abstract record SameTags
    {
        [Variant(4)] internal sealed record First : SameTags;

        [Variant(DayOfWeek.Thursday)] internal sealed record Second : SameTags;
    }

    [SyscallUnion]
    private abstract record TwiceTagged
    {
        [Variant(4), Variant(5)] internal sealed record Both : TwiceTagged;
    }

    [SyscallUnion]
    private abstract record HalfTagged
    {
        [Variant(4)] internal sealed record Said : HalfTagged;

        internal sealed record Bare : HalfTagged;
    }

    [SyscallUnion]
    private abstract record EmptyRecord
    {
        internal sealed record Stranger;
    }

    [SyscallUnion]
    private enum EmptyEnum;

    [SyscallUnion]
    private struct EmptyStruct
    {
        [UnionTag] public int Tag;
    }

    [SyscallUnion]
    private record NotAbstract
    {
        internal sealed record One : NotAbstract;
    }

    [SyscallUnion]
    private abstract record NotSealed
    {
        internal record Open : NotSealed;
    }

    [SyscallUnion]
    private struct NoTag
    {
        [Variant(1)] public int Value;
    }

    [SyscallUnion]
    private struct TwoTags
    {
        [UnionTag] public int First;
        [UnionTag] public int Second;
    }

    [SyscallUnion]
    private struct FloatTag
    {
        [UnionTag] public float Tag;
        [Variant(1)] public int Value;
    }

    [SyscallUnion]
    private struct BoolTag
    {
        [UnionTag] public bool Tag;
        [Variant(1)] public int Value;
    }

    [SyscallUnion]
    private struct NativeTag
    {
        [UnionTag] public nint Tag;
        [Variant(1)] public int Value;
    }

    [SyscallUnion]
    private struct HugeTag
    {
        [UnionTag] public UInt128 Tag;
        [Variant(1)] public int Value;
    }

    [SyscallUnion]
    private struct OfNone
    {
        [UnionTag] public DayOfWeek Tag;
        public int Stray;
    }

    [SyscallUnion]
    private struct NoSuchMember
    {
        [UnionTag] public DayOfWeek Tag;
        [Variant(7)] public int Value;
    }

    [SyscallUnion]
    private abstract record Endless
    {
        internal sealed record End : Endless;

        internal sealed record More(Endless Rest) : Endless;
    }

    [SyscallUnion]
    private abstract record RoundAbout
    {
        internal sealed record More(Option<RoundAbout> Rest) : RoundAbout;
    }

    [SyscallUnion]
    private abstract record WithText
    {
        internal sealed record Text(string Value) : WithText;
    }

    [SyscallUnion]
    private struct StructWithText
    {
        [UnionTag] public int Tag;
        [Variant(1)] public string Value;
    }

    [SyscallUnion]
    [StructLayout(LayoutKind.Explicit)]
    private struct TagUnderField
    {
        [FieldOffset(0), UnionTag] public int Tag;
        [FieldOffset(2), Variant(1)] public int Value;
    }

    [SyscallUnion]
    [StructLayout(LayoutKind.Explicit)]
    private struct FieldsOverFields
    {
        [FieldOffset(0), UnionTag] public int Tag;
        [FieldOffset(4), Variant(1)] public int Value;
        [FieldOffset(6), Variant(1), Variant(2)] public short Other;
    }

    [Capability]
    private readonly record struct WideCapability(UInt128 Value);

    [InlineArray(1 << 20)]
    private struct Million
    {
        private byte _first;
    }

    private readonly struct Boundless : IPackedValue<Boundless>
    {
        public static int MaxBytes => int.MaxValue;

        public static void Encode(in Boundless value, ref PackedWriter writer) => writer.Write((byte)1);

        public static bool TryDecode(ref PackedReader reader, out Boundless value)
        {
            value = default;
            return true;
        }
    }
#pragma warning restore
}
