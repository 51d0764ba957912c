namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class VectorTests
{
    private const int Lines = 294;
    private const int MalformedLines = 20;

    [TestMethod]
    public void Every_vector_holds_in_both_directions_and_strategies_and_for_every_form_of_its_unions()
    {
        using SpillPages pages = new(4096);
        foreach (Type options in VectorTypes.Options)
        {
            (int held, int spilled) = (0, 0);
            foreach (VectorLine line in VectorLine.Read("packed.jsonl"))
            {
                // Bar and Baz are the two that travel in the register format.
                AbiShape shape = line.Type is "Bar" or "Baz" ? line.Shape with { Encoding = AbiEncoding.Auto } : line.Shape;
                VectorCheck.Of(VectorTypes.Find(line.Type, options)).Holds(line, shape, pages);
                held++;
                spilled += line.SpillRegister is null ? 0 : 1;
                Assert.AreEqual(line.SpillRegister is not null, line.Spill.Length > 0, line.ToString());
            }

            Assert.AreEqual(Lines, held);
            Assert.AreEqual(77, spilled);
        }
    }

    [TestMethod]
    public void Every_malformed_vector_is_judged_as_it_says_but_for_the_one_defect()
    {
        using SpillPages pages = new(4096);
        foreach (Type options in VectorTypes.Options)
        {
            int judged = 0;
            foreach (VectorLine line in VectorLine.Read("malformed.jsonl"))
            {
                VectorCheck.Of(VectorTypes.Find(line.Type, options)).Judges(line, pages);
                judged++;
            }

            Assert.AreEqual(MalformedLines, judged);
        }
    }

    [TestMethod]
    public void Where_the_shape_chooses_Foo_is_a_stream_and_what_fits_is_in_registers()
    {
        using SpillPages pages = new(4096);
        foreach (VectorLine line in VectorLine.Read("packed.jsonl").Where(static line => line.Type is "Foo" or "FooOpts"))
        {
            VectorCheck.Of(VectorTypes.Find(line.Type, typeof(StructOptions))).Holds(line, line.Shape with { Encoding = AbiEncoding.Auto }, pages);
        }

        AbiShape auto = AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Auto };
        TrapFrame frame = new(0, 9, 9, 9, 9, 9, 9);
        Assert.AreEqual(0, SyscallCodec.For<Bar>(auto).Encode(new(1, 2), ref frame, []));
        Assert.AreEqual(new TrapFrame(0, 1, 2, 0, 0, 0, 0), frame);
        Assert.AreEqual(0, SyscallCodec.For<Bar>(AbiShape.Packed(64, 6)).Encode(new(1, 2), ref frame, []));
        Assert.AreEqual(new TrapFrame(0, 0x2_0000_0001, 0, 0, 0, 0, 0), frame);

        // Six scalars take all six registers; a seventh makes it a stream.
        Assert.AreEqual(0, SyscallCodec.For<(long, long, long, long, long, long)>(auto).Encode((1, 2, 3, 4, 5, -6), ref frame, []));
        Assert.AreEqual(new TrapFrame(0, 1, 2, 3, 4, 5, unchecked((ulong)-6)), frame);
        Assert.AreEqual(0, SyscallCodec.For<(byte, byte, byte, byte, byte, byte, byte)>(auto).Encode((1, 2, 3, 4, 5, 6, 7), ref frame, []));
        Assert.AreEqual(new TrapFrame(0, 0x07_0605_0403_0201, 0, 0, 0, 0, 0), frame);
    }
}
