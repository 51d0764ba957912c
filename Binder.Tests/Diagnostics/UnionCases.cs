using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

#pragma warning disable CS0649, CA1034, CA1852 // Nobody makes values of these types: what is looked at is how they are declared, such as not sealed.

/// <summary>Its tags are the order in which its variants stand here.</summary>
[SyscallUnion]
internal abstract record Choice
{
    internal sealed record Nothing : Choice;

    internal sealed record Number(int Value) : Choice;
}

[SyscallUnion(TagSize = 3)]
internal abstract record OddTag
{
    internal sealed record Only : OddTag;
}

[SyscallUnion]
internal record NotAbstract
{
    internal sealed record Only : NotAbstract;
}

[SyscallUnion]
internal abstract record Childless;

[SyscallUnion]
internal abstract record OpenChild
{
    internal record Open : OpenChild;
}

[SyscallUnion]
internal abstract record HalfTagged
{
    [Variant(1)]
    internal sealed record First : HalfTagged;

    internal sealed record Second : HalfTagged;
}

[SyscallUnion]
internal abstract record TaggedTwice
{
    [Variant(1), Variant(2)]
    internal sealed record Only : TaggedTwice;
}

[SyscallUnion]
internal abstract record SameTags
{
    [Variant(1)]
    internal sealed record First : SameTags;

    [Variant(1)]
    internal sealed record Second : SameTags;
}

[SyscallUnion(TagSize = 1)]
internal abstract record WideTag
{
    [Variant(256)]
    internal sealed record Only : WideTag;
}

[SyscallUnion]
internal abstract record Endless
{
    internal sealed record Node(Endless Next) : Endless;
}

[SyscallUnion]
internal abstract record HoldsText
{
    internal sealed record Named(string Name) : HoldsText;
}

internal enum Shade : byte
{
    Light,
    Dark,
}

[SyscallUnion]
internal struct Tagless
{
    [Variant(0)] public int Value;
}

[SyscallUnion]
internal struct FloatTag
{
    [UnionTag] public float Tag;
    [Variant(0)] public int Value;
}

[SyscallUnion]
internal struct Homeless
{
    [UnionTag] public Shade Tag;
    public int Value;
}

[SyscallUnion]
internal struct ForeignVariant
{
    [UnionTag] public Shade Tag;
    [Variant(7)] public int Value;
}

[SyscallUnion]
internal struct VariantTooWide
{
    [UnionTag] public Shade Tag;
    [Variant(300)] public int Value;
}

[SyscallUnion]
internal struct OnlyTag
{
    [UnionTag] public int Tag;
}

[SyscallUnion]
internal enum Negative
{
    Below = -1,
}

[SyscallUnion]
internal enum Empty;

[SyscallInterface]
internal interface IRecordUnions
{
    [Syscall(1)] int Size(OddTag union);

    [Syscall(2)] int Abstract(NotAbstract union);

    [Syscall(3)] int Variants(Childless union);

    [Syscall(4)] int Sealed(OpenChild union);

    [Syscall(5)] int Half(HalfTagged union);

    [Syscall(6)] int Twice(TaggedTwice union);

    [Syscall(7)] int Same(SameTags union);

    [Syscall(8)] int Wide(WideTag union);

    [Syscall(9)] int End(Endless union);

    [Syscall(10)] int Text(HoldsText union);
}

[SyscallInterface]
internal interface IOtherUnions
{
    [Syscall(1)] int Tagless(Tagless union);

    [Syscall(2)] int Float(FloatTag union);

    [Syscall(3)] int Field(Homeless union);

    [Syscall(4)] int Member(ForeignVariant union);

    [Syscall(5)] int Wide(VariantTooWide union);

    [Syscall(6)] int Alone(OnlyTag union);

    [Syscall(7)] int Below(Negative union);

    [Syscall(8)] int Constants(Empty union);
}

[SyscallInterface]
internal interface IUntagged
{
    [Syscall(1)] int Choose(Choice choice, Choice? other);
}

/// <summary>SB2006, SB2020 and SB2022: unions.</summary>
internal static class UnionCases
{
    private static readonly AbiShape s_auto = Provoked.Shape with { Encoding = AbiEncoding.Auto };

    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new("Record unions", () => Provoked.By(SyscallTable.Of<IRecordUnions>(), s_auto),
            Error("SB2020", "IRecordUnions.Size(union)",
                "the TagSize of OddTag is 3.",
                "Write 1, 2, 4 or 8."),
            Error("SB2020", "IRecordUnions.Abstract(union)",
                "NotAbstract is a union of records and is not abstract, so that a value may be none of its variants.",
                "Write `abstract record`."),
            Error("SB2020", "IRecordUnions.Variants(union)",
                "Childless is a union without variants.",
                "Nest sealed records in it that derive from it."),
            Error("SB2020", "IRecordUnions.Sealed(union)",
                "OpenChild.Open, a variant of OpenChild, is not sealed.",
                "Write `sealed record`."),
            Error("SB2020", "IRecordUnions.Half(union)",
                "Second of HalfTagged has no [Variant] and others have.",
                "Write [Variant(tag)] on every variant, or on none."),
            Error("SB2020", "IRecordUnions.Twice(union)",
                "TaggedTwice.Only has [Variant] twice.",
                "Give it one tag."),
            Error("SB2020", "IRecordUnions.Same(union)",
                "First and Second of SameTags have the same tag, 1.",
                "Give each variant a tag of its own."),
            Error("SB2020", "IRecordUnions.Wide(union)",
                "Only of WideTag has a tag that is no integer from 0 to 255.",
                "Write such an integer or an enum's member, or make the tag wider."),
            Error("SB2020", "IRecordUnions.End(union)",
                "Endless.Node cannot travel for its field Next: a variant of Endless holds another Endless, so that a value has no end.",
                "Write the inner values as a span, or give the variant an index into one."),
            Error("SB2003", "IRecordUnions.Text(union)",
                "HoldsText.Named holds a reference: its field Name is of type string.",
                "Write a scalar, a struct or a union in place of string.")),
        new("Struct unions and enums", () => Provoked.By(SyscallTable.Of<IOtherUnions>(), s_auto),
            Error("SB2020", "IOtherUnions.Tagless(union)",
                "Tagless is a union with 0 fields marked [UnionTag].",
                "Mark the one field that says which variant a value is."),
            Error("SB2020", "IOtherUnions.Float(union)",
                "Tag, the tag of FloatTag, is of type float.",
                "Let it be an enum, or an integer of a fixed width of at most 8 bytes."),
            Error("SB2020", "IOtherUnions.Field(union)",
                "Value of Homeless belongs to no variant.",
                "Write [Variant(tag)] on it for each variant that has it."),
            Error("SB2020", "IOtherUnions.Member(union)",
                "Value of ForeignVariant belongs to variant 7, and Shade has no such member.",
                "Write a member of Shade, or add that one."),
            Error("SB2020", "IOtherUnions.Wide(union)",
                "Value of VariantTooWide has a tag that is no integer from 0 to 255.",
                "Write such an integer or an enum's member, or make the tag wider."),
            Error("SB2020", "IOtherUnions.Alone(union)",
                "OnlyTag is a union without variants.",
                "Mark fields with [Variant(tag)], or let the tag be an enum with members."),
            Error("SB2020", "IOtherUnions.Below(union)",
                "Below of Negative has a tag that is no integer from 0 to 18446744073709551615.",
                "Write such an integer or an enum's member."),
            Error("SB2020", "IOtherUnions.Constants(union)",
                "Empty is a union without variants.",
                "Give it constants.")),
        new("A union without tags", () => Provoked.By(SyscallTable.Of<IUntagged>(), s_auto),
            Warning("SB2022", "Choice",
                "the tags of its variants are their order of declaration, so that reordering them changes the ABI with nothing said.",
                "Write [Variant(tag)] on each variant.")),
        new("A union in registers", () => Provoked.By<IUntagged>(),
            Error("SB2006", "IUntagged.Choose(choice)",
                "Choice is a union, and its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else write a struct of all its fields."),
            Error("SB2006", "IUntagged.Choose(other)",
                "Choice is a union, and its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else write a struct of all its fields."),
            Warning("SB2022", "Choice",
                "the tags of its variants are their order of declaration, so that reordering them changes the ABI with nothing said.",
                "Write [Variant(tag)] on each variant.")),
        new("An own encoding in registers", Provoked.ByCodec<HasOwn>,
            Error("SB2006", "UnionCases.HasOwn",
                "UnionCases.HasOwn does not fit into registers for its field Own: UnionCases.OwnBytes has an encoding of its own, a stream of bytes that has no fixed "
                    + "place in registers.",
                "Write AbiEncoding.Auto or Packed in the shape.")),
    ];

    internal readonly record struct OwnBytes(int Value) : IPackedValue<OwnBytes>
    {
        public static int MaxBytes => 4;

        public static void Encode(in OwnBytes value, ref PackedWriter writer) => writer.Write(value.Value);

        public static bool TryDecode(ref PackedReader reader, out OwnBytes value)
        {
            bool isThere = reader.TryRead(out int number);
            value = new(number);
            return isThere;
        }
    }

    internal readonly record struct HasOwn(OwnBytes Own);
}
