using Binder.Tests.Children;

namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class OwnEncodingTests
{
    private static readonly AbiShape s_shape = AbiShape.Packed(64, 5);

    [TestMethod]
    public void A_type_s_own_encoding_stands_in_the_stream_where_the_value_does()
    {
        Travels((byte.MaxValue, new VarInt(624_485), 0xAABB_CCDDu), "FF E5 8E 26 DD CC BB AA");
        Travels(Option.Some(new VarInt(0)), "01 00");
        Travels<Result<int, VarInt>>(Result.Fail(new VarInt(ulong.MaxValue)), "01 FF FF FF FF FF FF FF FF FF 01");
        Travels<Tree<VarInt, Unit>>(new Tree<VarInt, Unit>.One(new(128)), "01 00 00 00 80 01");
        Travels<VarInt?>(new VarInt(1), "01 01");
    }

    [TestMethod]
    public void An_own_encoding_may_send_what_a_reference_leads_to()
    {
        Travels(new Label("ab"), "02 61 62");
        Travels((new Label("ab"), (byte)7), "02 61 62 07");
        Travels<Option<Label>>(new Label(""), "01 00");
        Travels(new Pair<Wrapped<Label>, byte>(new(new("x")), 9), "01 78 09");
        Travels<Tree<int, Label>>(new Tree<int, Label>.Two(1, new("y")), "02 00 00 00 01 00 00 00 01 79");
    }

    [TestMethod]
    public void An_encoding_that_writes_more_than_it_said_is_refused_and_nothing_is_written()
    {
        Refused.ByBoth(new Label("twenty bytes and more!"), s_shape);
        Refused.ByBoth((new Label("twenty bytes and more!"), 1L, 2L), s_shape);
        Refused.ByBoth((5L, 6L, 7L, 8L, new Label("twenty bytes and more!")), s_shape);

        // 256 bytes unless said otherwise.
        Refused.ByBoth((new Greedy(257), 1L), s_shape);
        SyscallCodec<(Greedy, long)> codec = SyscallCodec.For<(Greedy, long)>(s_shape);
        Assert.AreEqual(256 + 8 - 24, codec.MaxSpill);
        byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
        TrapFrame frame = default;
        Assert.AreEqual(codec.MaxSpill, codec.Encode((new(256), 1), ref frame, spill));
        Assert.AreEqual(Result.Ok<(Greedy, long)>((new(256), 1)), codec.Decode(frame, UserMemory.CurrentProcess));
        Assert.AreEqual("An encoding writes more than its MaxBytes. Override MaxBytes with the most that it may write.",
            Refused.By(codec, (new(300), 1), codec.MaxSpill, "too much").Message);
    }

    [TestMethod]
    public void An_encoding_reads_no_more_bytes_than_it_said()
    {
        SyscallCodec<(Wrapped<VarInt>, ulong)> codec = SyscallCodec.For<(Wrapped<VarInt>, ulong)>(s_shape);
        TrapFrame frame = new(0, ulong.MaxValue, ulong.MaxValue, 0x7F);
        Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.CurrentProcess), "an eleventh byte");

        // What is greedy gets 256 bytes, and the long behind it stays where it is.
        SyscallCodec<(Greedy, long)> greedy = SyscallCodec.For<(Greedy, long)>(s_shape);
        byte[] spill = new byte[greedy.MaxSpill];
        spill[^8] = 42;
        Assert.AreEqual(Result.Ok<(Greedy, long)>((new(256), 42)), greedy.Decode(new(0, 0, 0, 0, 0x1000), UserMemory.Over(spill, 0x1000)));
        Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), greedy.Decode(new(0, 0, 0, 0, 0x1000), UserMemory.Over(spill.AsMemory(1), 0x1000)));
    }

    [TestMethod]
    public void A_writer_or_reader_put_in_the_place_of_the_right_one_writes_and_reads_nothing()
    {
        Refused.ByBoth((1L, new Thief(2), 3L), s_shape);
        SyscallCodec<(Thief, byte)> codec = SyscallCodec.For<(Thief, byte)>(s_shape);
        Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(new(0, 1, 2, 3), UserMemory.Over(new byte[500], 0)));
    }

    [TestMethod]
    public void Writer_and_reader_send_every_kind_of_value()
    {
        AllKinds value = new(true, 'x', (Half)1.5, -2, 3, Int128.MinValue, DayOfWeek.Friday, Colour.Green, Option.Some((ushort)9), (7, -1));
        Travels(value, "01 7800 003E FEFFFFFFFFFFFFFF 0300000000000000 00000000000000000000000000000080 05000000 07 01 0900 07 FFFFFFFFFFFFFFFF");
        Travels(value with { Maybe = Option.None }, "01 7800 003E FEFFFFFF 03000000 00000000000000000000000000000080 05000000 07 00 07 FFFFFFFFFFFFFFFF",
            s_shape with { PointerBits = 32 });

        // What cannot travel is refused here as anywhere.
        Refused.ByBoth(value with { Colour = (Colour)3 }, s_shape);
        Refused.ByBoth(value with { Address = nuint.MaxValue }, s_shape with { PointerBits = 32 });
        SyscallCodec<AllKinds> codec = SyscallCodec.For<AllKinds>(s_shape);
        TrapFrame frame = default;
        byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
        int spilled = codec.Encode(value, ref frame, spill);
        frame[0]++;
        Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.CurrentProcess), "a bool of 2");
        frame[0]--;
        Assert.IsTrue(codec.Decode(frame, UserMemory.CurrentProcess).IsOk);
        for (int length = 0; length < spilled; length++)
        {
            Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.Over(spill.AsMemory(0, length), (nuint)frame[3])));
        }
    }

    [TestMethod]
    public void A_type_with_its_own_encoding_does_not_fit_into_registers()
    {
        AbiShape registers = s_shape with { Encoding = AbiEncoding.Registers };
        SyscallDiagnostic said = Assert.ThrowsExactly<SyscallBindingException>(() => SyscallCodec.For<VarInt>(registers)).Diagnostics.Single();
        Assert.AreEqual("SB2006", said.Code);
        Assert.AreEqual(0, SyscallCodec.For<VarInt>(s_shape with { Encoding = AbiEncoding.Auto }).MaxSpill);
    }

    [TestMethod]
    public void A_registered_encoding_takes_the_place_of_the_fields_and_cannot_be_changed()
    {
        SyscallCodec.Register<Foreign, ForeignEncoding>();
        SyscallCodec.Register<Foreign, ForeignEncoding>();
        Travels((new Foreign(1, 2), (byte)3), "01 02 03");
        Assert.Contains("has the encoding", Assert.ThrowsExactly<InvalidOperationException>(SyscallCodec.Register<Foreign, AnotherEncoding<Foreign>>).Message);
        SyscallCodec.Register<Foreign, ForeignEncoding>();

        SyscallCodec.For<Pair<Used, byte>>(s_shape);
        Assert.Contains("was used before", Assert.ThrowsExactly<InvalidOperationException>(SyscallCodec.Register<Used, AnotherEncoding<Used>>).Message);
        Assert.Contains("is IPackedValue", Assert.ThrowsExactly<InvalidOperationException>(SyscallCodec.Register<VarInt, AnotherEncoding<VarInt>>).Message);
        Assert.ThrowsExactly<ArgumentException>(SyscallCodec.Register<int, AnotherEncoding<int>>);
        Assert.ThrowsExactly<ArgumentException>(SyscallCodec.Register<Int128, AnotherEncoding<Int128>>);
        Assert.ThrowsExactly<ArgumentException>(SyscallCodec.Register<DayOfWeek, AnotherEncoding<DayOfWeek>>);
        Assert.ThrowsExactly<ArgumentException>(SyscallCodec.Register<string, AnotherEncoding<string>>);
    }

    [TestMethod]
    public void A_guid_travels_as_its_registered_encoding_says() =>
        Assert.AreEqual("00112233445566778899AABBCCDDEEFF\n", Child.Run(nameof(GuidProgram)).MustSucceed().Output);

    private static void Travels<T>(T value, string hex) => Travels(value, hex, s_shape);

    private static void Travels<T>(T value, string hex, AbiShape shape)
    {
        byte[] stream = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
        {
            byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
            TrapFrame frame = default;
            int spilled = codec.Encode(value, ref frame, spill);
            byte[] sent = [.. FramePicture.Data(shape, frame), .. spill.AsSpan(0, spilled)];
            Assert.AreEqual(Convert.ToHexString(stream), Convert.ToHexString(sent.AsSpan(0, stream.Length)), $"{typeof(T)} {name}");
            Assert.IsFalse(sent.AsSpan(stream.Length).ContainsAnyExcept((byte)0), $"{typeof(T)} {name}: more was sent");
            Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.CurrentProcess), $"{typeof(T)} {name}");
        }
    }

    private readonly record struct Used(int Value);
}

/// <summary>Registers an encoding for Guid, in a process of its own: a registration holds for all of it.</summary>
internal static class GuidProgram
{
    public static int Run()
    {
        SyscallCodec.Register<Guid, GuidEncoding>();
        Guid value = new("00112233-4455-6677-8899-aabbccddeeff");
        TrapFrame frame = default;
        SyscallCodec<Guid> codec = SyscallCodec.For<Guid>(AbiShape.Packed(64, 4));
        codec.Encode(value, ref frame, []);
        Console.WriteLine(Convert.ToHexString(FramePicture.Data(AbiShape.Packed(64, 4), frame)));
        return codec.Decode(frame, UserMemory.CurrentProcess).ValueOrThrow() == value && codec.MaxSpill == 0 ? 0 : 1;
    }

    /// <summary>The order of bytes that a Guid is written in.</summary>
    private sealed class GuidEncoding : IPackedEncoding<Guid>
    {
        public static int MaxBytes => 16;

        public static void Encode(in Guid value, ref PackedWriter writer)
        {
            Span<byte> bytes = stackalloc byte[16];
            value.TryWriteBytes(bytes, bigEndian: true, out _);
            foreach (byte each in bytes)
            {
                writer.Write(each);
            }
        }

        public static bool TryDecode(ref PackedReader reader, out Guid value)
        {
            Span<byte> bytes = stackalloc byte[16];
            value = default;
            foreach (ref byte each in bytes)
            {
                if (!reader.TryRead(out each))
                {
                    return false;
                }
            }

            value = new(bytes, bigEndian: true);
            return true;
        }
    }
}
