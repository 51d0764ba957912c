using System.Runtime.CompilerServices;

namespace Binder.Tests.Emit.Codecs;

[TestClass]
public sealed class SpillAreaTests
{
    private static readonly Foo<StructOptions> s_foo = new(
        1, new(FooOption.C, 0, false, 2, 3), 4, Option.Some(5ul), 6, default, default, Result.Ok(7ul), new(FooOption.B, 8, true, 0, 0));

    [TestMethod]
    public void As_many_bytes_as_this_value_has_are_enough_and_one_less_is_not()
    {
        foreach ((string name, SyscallCodec<Foo<StructOptions>> codec) in Strategies.Of<Foo<StructOptions>>(AbiShape.Packed(64, 6)))
        {
            foreach (Foo<StructOptions> value in new[] { s_foo, s_foo with { Opts = default }, s_foo with { C = Result.Fail(false) } })
            {
                byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                TrapFrame frame = default;
                int spilled = codec.Encode(value, ref frame, spill);
                nuint address = (nuint)frame[4];
                for (int length = 0; length <= codec.MaxSpill; length++)
                {
                    Result<Foo<StructOptions>, SyscallError<Unit>> expected =
                        length >= spilled ? Result.Ok(value) : Result.Fail(SyscallError<Unit>.InvalidData);
                    Assert.AreEqual(expected, codec.Decode(frame, UserMemory.Over(spill.AsMemory(0, length), address)), $"{name}: {length} of {spilled}");
                }
            }
        }
    }

    [TestMethod]
    public void A_spill_register_that_the_type_cannot_need_is_not_looked_at()
    {
        foreach ((string name, SyscallCodec<Quad64> codec) in Strategies.Of<Quad64>(AbiShape.Packed(64, 6)))
        {
            Assert.AreEqual(0, codec.MaxSpill);
            Assert.AreEqual(Result.Ok(new Quad64(1, 2, 3, 4)), codec.Decode(new(0, 1, 2, 3, 4, 0xBAD, 0xBAD), new Untouchable()), name);
        }
    }

    [TestMethod]
    public void A_spill_register_that_the_value_does_not_need_may_hold_anything()
    {
        foreach ((string name, SyscallCodec<RecordOptions> codec) in Strategies.Of<RecordOptions>(AbiShape.Packed(64, 3)))
        {
            foreach (ulong register in (ulong[])[0, 1, ulong.MaxValue, 0x8000_0000_0000_0000])
            {
                Assert.AreEqual(Result.Ok<RecordOptions>(new RecordOptions.A()), codec.Decode(new(0, 0, register), UserMemory.CurrentProcess), name);
                Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(new(0, 1, register), UserMemory.CurrentProcess), name);
            }
        }
    }

    [TestMethod]
    public void The_upper_half_of_a_wide_spill_register_is_no_part_of_an_address()
    {
        foreach ((string name, SyscallCodec<(UInt128, byte)> codec) in Strategies.Of<(UInt128, byte)>(AbiShape.Packed(128, 3)))
        {
            byte[] spill = GC.AllocateArray<byte>(1, pinned: true);
            (UInt128, byte) value = (UInt128.MaxValue - 5, 77);
            TrapFrame frame = new(0, 9, 9, 9, 9, 9, 9, 9);
            Assert.AreEqual(1, codec.Encode(value, ref frame, spill), name);
            Assert.AreEqual((0ul, 0ul, 0ul, 9ul), (frame[3], frame[4], frame[5], frame[6]), name);
            Assert.AreEqual(Result.Ok(value), codec.Decode(frame, UserMemory.CurrentProcess), name);
            frame[3] = 1;
            Assert.AreEqual(Result.Fail(SyscallError<Unit>.InvalidData), codec.Decode(frame, UserMemory.CurrentProcess), name);
        }
    }

    [TestMethod]
    public void At_the_very_end_of_an_arena_nothing_is_read_behind_it()
    {
        // Its last byte stands before a page that nobody may touch. The last chunk that is read may be wider than what is left of the stream.
        EndsWithTheArena((1ul, 2, 3ul, 4ul));
        EndsWithTheArena((1ul, (byte)2, 3ul));
        EndsWithTheArena((1ul, (byte)2, 3u, (short)4));
        EndsWithTheArena((1ul, (byte)2, UInt128.MaxValue));
        EndsWithTheArena(s_foo);
    }

    private static void EndsWithTheArena<T>(T value)
    {
        foreach (AbiShape shape in (AbiShape[])[AbiShape.Packed(64, 3), AbiShape.Packed(128, 3), AbiShape.Packed(64, 4)])
        {
            foreach ((string name, SyscallCodec<T> codec) in Strategies.Of<T>(shape))
            {
                byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                TrapFrame frame = default;
                int spilled = codec.Encode(value, ref frame, spill);
                using ArenaMemory arena = new((nuint)Environment.SystemPageSize);
                UserSlice<byte> all = arena.Allocate<byte>(Environment.SystemPageSize);
                for (int behind = 0; behind <= 16; behind++)
                {
                    nuint address = all.Address + all.Length - (nuint)(spilled + behind);
                    Assert.IsTrue(arena.TryWrite(address, spill.AsSpan(0, spilled)));
                    if (spilled > 0)
                    {
                        frame[shape.RegisterBits == 128 ? 2 : shape.ArgumentRegisters.Count - 2] = address;
                    }

                    Assert.AreEqual(Result.Ok(value), codec.Decode(frame, arena), $"{name}: {behind} bytes behind it");
                }
            }
        }
    }

    [TestMethod]
    public void Streams_around_the_most_that_is_kept_on_the_stack_go_through()
    {
        using SpillPages pages = new(8192);
        Spills<(Numbers, ulong, byte)>(1009, pages);
        Spills<(Numbers, ulong, ulong)>(1016, pages);
        Spills<(Numbers, ulong, ulong, byte)>(1017, pages);
        Spills<(Numbers, ulong, ulong, ulong)>(1024, pages);
        Spills<(Numbers, ulong, ulong, ulong, byte)>(1025, pages);
    }

    private static void Spills<T>(int bytes, SpillPages pages)
    {
        AbiShape shape = AbiShape.Packed(64, 3);
        Assert.AreEqual(bytes, SyscallCodec.For<T>(shape).MaxSpill);
        FamilyCase each = FamilyCase.Of(typeof(T), shape, pages);
        for (int seed = 0; seed < 8; seed++)
        {
            each.RoundTrips(seed);
            each.Withstands(seed);
        }
    }

    /// <summary>1008 bytes in few elements, so that all positions are known when code is emitted.</summary>
    private record struct Numbers(Three<Three<Seven<UInt128>>> All);

    [InlineArray(7)]
    private struct Seven<T>
    {
        private T _first;
    }

    private sealed class Untouchable : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination) => throw new InvalidOperationException("memory was read");

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => throw new InvalidOperationException("memory was written");
    }
}
