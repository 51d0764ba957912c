namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class EncodingRefusalTests
{
    private static readonly AbiShape[] s_shapes = [AbiShape.Packed(64, 4), AbiShape.Packed(128, 3), AbiShape.Packed(64, 16)];

    [TestMethod]
    public void A_null_union_is_refused_wherever_it_stands()
    {
        Each<RecordOptions>(null!);
        Each((1, (RecordOptions)null!));
        Each<Foo<RecordOptions>>(default(Foo<RecordOptions>) with { C = Result.Ok(1ul) });
        Each<Option<RecordOptions>>(Option<RecordOptions>.Some(null!));
        Each<Result<RecordOptions, byte>>(Result<RecordOptions, byte>.Ok(null!));
        Each<SyscallError<RecordOptions>>(SyscallError.Failed<RecordOptions>(null!));
        Each<Tree<int, RecordOptions>>(new Tree<int, RecordOptions>.Two(1, null!));
        Each<Three<RecordOptions>>(Three<RecordOptions>(new RecordOptions.A(), new RecordOptions.A(), null!));
        Each<Forty<RecordOptions>>(default);
        Each(new Either<RecordOptions, int> { Which = Small.One });
    }

    [TestMethod]
    public void A_record_that_is_no_variant_is_refused() => Each<RecordOptions>(new Stranger(5));

    [TestMethod]
    public void A_result_that_is_neither_value_nor_error_is_refused()
    {
        Each<Result<ulong, bool>>(default);
        Each((5ul, 6ul, 7ul, 8ul, 9ul, default(Result<Unit, Unit>)));
        Each<Option<Result<byte, byte>>>(default(Result<byte, byte>));
        Each<Result<Result<byte, byte>, byte>>(Result.Ok(default(Result<byte, byte>)));
    }

    [TestMethod]
    public void A_struct_union_whose_tag_names_no_variant_is_refused()
    {
        Each(default(StructOptions) with { Option = (FooOption)3 });
        Each(default(Either<int, int>));
        Each(new Either<int, int> { Which = (Small)255 });
        Each(new Numbered<long> { Tag = 6 });
        Each(new Numbered<long> { Tag = 300 + 65536 });
        Each<Three<Numbered<long>>>(Three(new Numbered<long> { Tag = 5 }, new Numbered<long> { Tag = 300 }, default));
    }

    [TestMethod]
    public void A_value_that_a_closed_enum_does_not_have_is_refused()
    {
        Each((Colour)1);
        Each((Colour)(-1));
        Each((Colour)256);
        Each((Far)1);
        Each((byte.MaxValue, (Level)2));
        Each((Level)(-1));
        Each<Colour?>((Colour)8);
    }

    [TestMethod]
    public void A_capability_of_zero_is_refused()
    {
        Each(default(Ticket));
        Each((1, default(Ticket)));
        Each<Option<Ticket>>(default(Ticket));
        Each<Tree<Ticket, int>>(new Tree<Ticket, int>.One(default));

        // And on the other side too.
        foreach ((string name, SyscallCodec<Ticket> codec) in Strategies.Of<Ticket>(AbiShape.Packed(64, 6)))
        {
            Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(default, UserMemory.CurrentProcess), name);
            Assert.AreEqual<Result<Ticket, SyscallError<Unit>>>(new Ticket(9), codec.Decode(new(0, 9), UserMemory.CurrentProcess), name);
        }
    }

    [TestMethod]
    public void Addresses_that_a_shape_of_32_bit_pointers_has_not_are_refused()
    {
        AbiShape shape = AbiShape.Packed(32, 5) with { PointerBits = 32 };
        Refused.ByBoth(nuint.MaxValue, shape);
        Refused.ByBoth(nint.MinValue, shape);
        Refused.ByBoth((1, new UserPointer<int>(nuint.MaxValue)), shape);
        foreach ((string name, SyscallCodec<(byte, nint, nuint)> codec) in Strategies.Of<(byte, nint, nuint)>(shape))
        {
            TrapFrame frame = default;
            (byte, nint, nuint) value = (1, int.MinValue, (nuint)uint.MaxValue);
            Assert.AreEqual(0, codec.Encode(value, ref frame, []), name);
            Assert.AreEqual(new TrapFrame(0, 0x0000_0001, 0xFFFF_FF80, 0xFF), frame, name);
            Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.CurrentProcess), name);
        }
    }

    [TestMethod]
    public void A_span_is_refused_only_where_it_is_too_small_for_this_value()
    {
        foreach ((string name, SyscallCodec<Foo<StructOptions>> codec) in Strategies.Of<Foo<StructOptions>>(AbiShape.Packed(64, 6)))
        {
            Foo<StructOptions> small = default(Foo<StructOptions>) with { C = Result.Fail(true) };
            byte[] room = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
            TrapFrame frame = default;
            int spilled = codec.Encode(small, ref frame, room);
            Assert.AreEqual(37 - 32, spilled, name);
            Assert.IsLessThan(codec.MaxSpill, spilled);
            for (int length = 0; length < spilled; length++)
            {
                SyscallEncodingException thrown = Refused.By(codec, small, length, name);
                Assert.AreEqual($"The value spills 5 bytes and there is room for {length}. Give a span of MaxSpill bytes.", thrown.Message);
            }

            for (int length = spilled; length <= codec.MaxSpill; length++)
            {
                Assert.AreEqual(spilled, codec.Encode(small, ref frame, room.AsSpan(0, length)), name);
            }
        }
    }

    [TestMethod]
    public void A_span_out_of_a_register_s_reach_is_refused_only_where_something_lies_there()
    {
        foreach ((string name, SyscallCodec<RecordOptions> codec) in Strategies.Of<RecordOptions>(AbiShape.Packed(32, 4)))
        {
            byte[] high = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
            if (System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(high, 0) <= 0xFFFF_FFFFL)
            {
                Assert.Inconclusive("This test needs managed memory above 4 GiB, and the collector's lies below.");
            }

            SyscallEncodingException thrown = Refused.By(codec, new RecordOptions.C(1, 2), codec.MaxSpill, name);
            Assert.AreEqual("The spill area's address does not fit into a register of 32 bits. Give memory below 4 GiB.", thrown.Message);
            TrapFrame frame = new(0, 9, 9, 9, 9, 9);
            Assert.AreEqual(0, codec.Encode(new RecordOptions.A(), ref frame, high), name);
            Assert.AreEqual(new TrapFrame(0, 0, 0, 0, 0, 9), frame, name);
        }
    }

    [TestMethod]
    public void Messages_name_the_field_that_is_refused()
    {
        const string Ticket = "EncodingRefusalTests.Ticket";
        Names($"({Ticket}, {Ticket}).Item2 is a capability that is 0, ", (new Ticket(1), default(Ticket)));
        Names("(byte, (int, Level)).Item2.Item2 holds a value that is no constant", ((byte)1, (2, (Level)2)));
        Names("Three<Colour>[i] holds a value that is no constant", Three((Colour)0, (Colour)7, (Colour)8));
        Names("Option<(byte, Level)>.Value.Item2 holds a value that is no constant", Option.Some(((byte)1, (Level)2)));
        Names("Tree<int, RecordOptions>.Second holds a union that is null", (Tree<int, RecordOptions>)new Tree<int, RecordOptions>.Two(1, null!));
        Names("Either<RecordOptions, int>.Left holds a union that is null", new Either<RecordOptions, int> { Which = Small.One });

        // A scalar a register.
        Assert.StartsWith(
            $"(int, ({Ticket}, {Ticket})).Item2.Item2 is a capability that is 0, ",
            Refused.By(SyscallCodec.For<(int, (Ticket, Ticket))>(Dispatch.Shapes.Linux), (1, (new(2), default)), 0, "registers").Message);
    }

    private static void Names<T>(string start, T value)
    {
        foreach (AbiShape shape in s_shapes)
        {
            foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
            {
                Assert.StartsWith(start, Refused.By(codec, value, codec.MaxSpill, name).Message);
            }
        }
    }

    private static void Each<T>(T value)
    {
        foreach (AbiShape shape in s_shapes)
        {
            Refused.ByBoth(value, shape);
        }
    }

    private static Three<T> Three<T>(T first, T second, T third)
    {
        Three<T> all = default;
        (all[0], all[1], all[2]) = (first, second, third);
        return all;
    }

    private sealed record Stranger(int Value) : RecordOptions;

    [Capability]
    private readonly record struct Ticket(int Number);
}
