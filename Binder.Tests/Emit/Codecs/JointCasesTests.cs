using Binder.Emit;
using Binder.Plans;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Values whose cases are decided by one jump.</summary>
[TestClass]
public sealed unsafe class JointCasesTests
{
    private static readonly AbiShape[] s_shapes = [AbiShape.Packed(64, 3), AbiShape.Packed(64, 6), AbiShape.Packed(32, 6), AbiShape.Packed(128, 4)];

    [TestMethod]
    public void Every_way_is_written_as_the_buffered_strategy_writes_it()
    {
        using SpillPages pages = new(4096);
        foreach (AbiShape shape in s_shapes)
        {
            (string Name, SyscallCodec<Many> Codec)[] codecs = Strategies.Of<Many>(shape);
            Assert.HasCount(2, codecs);
            int values = 0;
            foreach (Many value in Every())
            {
                values++;
                string? first = null;
                foreach ((string name, SyscallCodec<Many> codec) in codecs)
                {
                    pages.Reset();
                    TrapFrame frame = new(7);
                    int spilled = codec.Encode(in value, ref frame, SpillPages.At(pages.Start, codec.MaxSpill));
                    pages.MustBeUntouchedBut(pages.Start, spilled == 0 ? 0 : codec.MaxSpill, name);
                    string written = $"{string.Join(' ', Enumerable.Range(0, 8).Select(i => frame[i]))} {Convert.ToHexString(SpillPages.At(pages.Start, spilled))}";
                    Assert.AreEqual(first ??= written, written, $"{value}, {name}");
                    Assert.AreEqual(value, codec.Decode(in frame, UserMemory.CurrentProcess).Value, $"{value}, {name}");
                }
            }

            Assert.AreEqual(2 * 3 * 2 * 3, values);
        }
    }

    [TestMethod]
    public void Ways_are_those_of_the_values_that_depend_on_no_other()
    {
        Assert.AreEqual(2 * 2 * 2 * 3, Joint<Many>()!.Ways);
        Assert.AreEqual(4, Joint<(Option<Option<byte>>, Result<byte, bool>)>()!.Ways);
        Assert.IsNull(Joint<Option<StructOptions>>());
        Assert.IsNull(Joint<(RecordOptions, RecordOptions)>());
        Assert.IsNull(Joint<(StructOptions, StructOptions, StructOptions, StructOptions)>());
    }

    [TestMethod]
    public void A_value_that_is_none_is_refused_before_anything_is_written()
    {
        SyscallCodec<Many> codec = SyscallCodec.For<Many>(AbiShape.Packed(64, 6));
        TrapFrame frame = new(1, 2, 3);
        byte* spill = stackalloc byte[128];
        Many good = Every().First();
        foreach (Many bad in (Many[])[good with { Result = default }, good with { Options = new((FooOption)3, 1, true, 2, 3) }, good with { Options = new((FooOption)ulong.MaxValue, 1, true, 2, 3) }])
        {
            Assert.ThrowsExactly<SyscallEncodingException>(() => codec.Encode(in bad, ref frame, new(spill, 128)));
            Assert.AreEqual(new TrapFrame(1, 2, 3), frame);
        }
    }

    private static JointCases? Joint<T>()
    {
        ValuePlan plan = new ValuePlanner(AbiShape.Packed(64, 6)).Plan(typeof(T), out _)!;
        return JointCases.Find(StreamStep.First([new(plan, AddressPlace.OfArgument(0, typeof(T)), "value")]));
    }

    /// <summary>Every combination of cases.</summary>
    private static IEnumerable<Many> Every() =>
        from option in (Option<uint>[])[Option<uint>.None, Option<uint>.Some(0x1234_5678)]
        from nested in (Option<Option<ushort>>[])[default, Option<Option<ushort>>.Some(default), Option<Option<ushort>>.Some(Option<ushort>.Some(0xABCD))]
        from result in (Result<ulong, bool>[])[Result.Ok(0x0102_0304_0506_0708ul), Result.Fail(true)]
        from options in (StructOptions[])[default, new(FooOption.B, 0xCAFE_BABE, true, 0, 0), new(FooOption.C, 0, false, 0x8765_4321, 0xFEDC)]
        select new Many(0x77, option, nested, 0x99AA, result, options, -1);

    private readonly record struct Many(
        byte A, Option<uint> Option, Option<Option<ushort>> Nested, ushort B, Result<ulong, bool> Result, StructOptions Options, int C);
}
