using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Emit;
using Binder.Tests.Emit.Codecs;
using SmallKind = Binder.Tests.Emit.Codecs.Small;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>Tags, and what a type itself calls illegal, in memory that is copied as it is: spans, references, return areas.</summary>
[TestClass]
public sealed class MemoryTagTests
{
    [TestMethod]
    public void Closed_enums_are_their_constants_and_no_other_bits()
    {
        Assert.IsTrue(MemoryContent<Codecs.Colour>.IsValid([Codecs.Colour.Red, Codecs.Colour.Green, Codecs.Colour.Blue]));
        Assert.IsFalse(MemoryContent<Codecs.Colour>.IsValid([Codecs.Colour.Red, (Codecs.Colour)3]));
        Assert.IsFalse(MemoryContent<Wrapped<(byte, Far)>>.IsValid([new((0, (Far)5))]));
        Assert.IsTrue(MemoryContent<Wrapped<(byte, Far)>>.IsValid([new((0, Far.Beyond))]));
        Assert.IsTrue(MemoryContent<DayOfWeek>.IsValid([(DayOfWeek)99]), "An enum that is not closed has any value.");
    }

    [TestMethod]
    public void Of_a_union_the_tag_counts_and_what_belongs_to_it()
    {
        Assert.IsTrue(MemoryContent<Gate>.IsValid([new() { Which = SmallKind.One, Flag = true }, new() { Which = SmallKind.Two, Inner = new() { Which = SmallKind.One } }]));
        Assert.IsFalse(MemoryContent<Gate>.IsValid([new() { Which = (SmallKind)3 }]), "no such tag");
        Assert.IsFalse(MemoryContent<Gate>.IsValid([new()]), "no such tag");
        Assert.IsFalse(MemoryContent<Gate>.IsValid([Spoilt(SmallKind.One)]), "a bool of the variant");
        Assert.IsTrue(MemoryContent<Gate>.IsValid([Spoilt(SmallKind.Two)]), "a bool of another variant");
        Assert.IsFalse(MemoryContent<Gate>.IsValid([new() { Which = SmallKind.Two }]), "the inner tag");
        Assert.IsFalse(MemoryContent<Gate>.IsValid([new() { Which = SmallKind.Two, Inner = SpoiltInner(SmallKind.One) }]), "a bool of the inner variant");
        Assert.IsTrue(MemoryContent<Gate>.IsValid([new() { Which = SmallKind.Two, Inner = SpoiltInner(SmallKind.Two) }]), "a bool of another inner variant");
        Assert.IsTrue(MemoryContent<Gate>.IsValid([new() { Which = SmallKind.One, Inner = SpoiltInner(SmallKind.One) }]), "an inner union of another variant");
    }

    [TestMethod]
    public void Types_are_asked_about_their_values_wherever_they_lie()
    {
        Assert.IsTrue(MemoryContent<Tally>.IsValid([new(2), new(4)]));
        Assert.IsFalse(MemoryContent<Tally>.IsValid([new(2), new(3)]));
        Assert.IsFalse(MemoryContent<Three<(byte, Tally)>>.IsValid([default, At(2, new(7))]));
        Assert.IsTrue(MemoryContent<Three<(byte, Tally)>>.IsValid([default, At(2, new(8))]));
    }

    [TestMethod]
    public void Handlers_get_no_span_and_no_reference_with_an_unknown_tag()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new GateHandler());
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset(0);
            space.At<Codecs.Colour>(0, 2)[1] = Codecs.Colour.Green;
            Assert.AreEqual(2, abi.Raw(1, space.Writable, 2));
            space.At<Codecs.Colour>(0, 2)[1] = (Codecs.Colour)8;
            Assert.AreEqual(KernelWays.Negative(Errno.EINVAL), abi.Raw(1, space.Writable, 2));
            space.At<Tally>(0, 1)[0] = new(4);
            Assert.AreEqual(4, abi.Raw(2, space.Writable));
            space.At<Tally>(0, 1)[0] = new(5);
            Assert.AreEqual(KernelWays.Negative(Errno.EINVAL), abi.Raw(2, space.Writable));
        }
    }

    private static Gate Spoilt(SmallKind which)
    {
        Gate gate = new() { Which = which, Inner = new() { Which = SmallKind.Two } };
        MemoryMarshal.AsBytes(new Span<bool>(ref gate.Flag))[0] = 2;
        return gate;
    }

    private static InnerGate SpoiltInner(SmallKind which)
    {
        InnerGate gate = new() { Which = which };
        MemoryMarshal.AsBytes(new Span<bool>(ref gate.Flag))[0] = 2;
        return gate;
    }

    private static Three<(byte, Tally)> At(int index, Tally value)
    {
        Three<(byte, Tally)> three = default;
        three[index].Item2 = value;
        return three;
    }
}

[SyscallUnion]
internal struct InnerGate
{
    [UnionTag] public SmallKind Which;
    [Variant(SmallKind.One)] public bool Flag;
}

[SyscallUnion]
internal struct Gate
{
    [UnionTag] public SmallKind Which;
    [Variant(SmallKind.One)] public bool Flag;
    [Variant(SmallKind.Two)] public InnerGate Inner;
}

internal readonly record struct Tally(int Value) : IValidated<Tally>
{
    public static bool IsValid(in Tally value) => value.Value % 2 == 0;
}

[SyscallInterface]
internal interface IGates
{
    [Syscall(1)] int Count(ReadOnlySpan<Codecs.Colour> colours);

    [Syscall(2)] int Read(in Tally tally);
}

internal sealed class GateHandler : IGates
{
    public int Count(ReadOnlySpan<Codecs.Colour> colours) => colours.Length;

    public int Read(in Tally tally) => tally.Value;
}
