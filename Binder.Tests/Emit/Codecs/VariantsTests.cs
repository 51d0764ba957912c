using Binder.Emit;

namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class VariantsTests
{
    private static readonly AbiShape s_shape = AbiShape.Packed(64, 6);

    [TestMethod]
    public void Objects_that_arrive_are_their_own_and_the_template_stays_as_it_was()
    {
        foreach ((string name, SyscallCodec<RecordOptions> codec) in Strategies.Of<RecordOptions>(s_shape))
        {
            RecordOptions.B first = (RecordOptions.B)Received(codec, new RecordOptions.B(0xFFFF_FFFF, true));
            RecordOptions.B second = (RecordOptions.B)Received(codec, new RecordOptions.B(7, false));
            Assert.AreNotSame(first, second, name);
            Assert.AreEqual(new RecordOptions.B(0xFFFF_FFFF, true), first, name);
            Assert.AreEqual(new RecordOptions.B(7, false), second, name);
            Assert.AreEqual(new RecordOptions.B(0, false), Variants.New<RecordOptions.B>(), name);
        }
    }

    [TestMethod]
    public void Value_that_is_malformed_behind_a_variants_first_field_changes_nothing_of_the_next()
    {
        foreach ((string name, SyscallCodec<RecordOptions> codec) in Strategies.Of<RecordOptions>(s_shape))
        {
            // Tag 1, the number, and a bool of 2.
            TrapFrame malformed = new(0, 1, 0x02_FFFF_FFFF);
            Assert.AreEqual(SyscallError<Unit>.InvalidData, codec.Decode(malformed, UserMemory.CurrentProcess).Error, name);
            Assert.AreEqual(new RecordOptions.B(0, false), Variants.New<RecordOptions.B>(), name);
            Assert.AreEqual(new RecordOptions.B(3, true), Received(codec, new RecordOptions.B(3, true)), name);
        }
    }

    [TestMethod]
    public void Variant_without_fields_is_always_the_same_object()
    {
        foreach ((string name, SyscallCodec<RecordOptions> codec) in Strategies.Of<RecordOptions>(s_shape))
        {
            Assert.AreSame(Received(codec, new RecordOptions.A()), Received(codec, new RecordOptions.A()), name);
        }
    }

    private static RecordOptions Received(SyscallCodec<RecordOptions> codec, RecordOptions value)
    {
        TrapFrame frame = default;
        codec.Encode(value, ref frame, []);
        return codec.Decode(frame, UserMemory.CurrentProcess).Value;
    }
}
