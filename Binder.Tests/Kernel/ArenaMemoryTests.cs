using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Tests.Native;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed unsafe class ArenaMemoryTests
{
    private const int Size = 100;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DataRow(0, 100, true)]
    [DataRow(99, 1, true)]
    [DataRow(100, 0, true)]
    [DataRow(-5_000, 0, true)]
    [DataRow(100, 1, false)]
    [DataRow(1, 100, false)]
    [DataRow(99, 2, false)]
    [DataRow(-1, 1, false)]
    [DataRow(-1, 100, false)]
    [DataRow(-8, 16, false)]
    [DataRow(4096, 1, false)]
    [DataRow(long.MinValue, 8, false)]
    public void Only_ranges_within_the_arena_can_be_read_and_written(long offset, int length, bool possible)
    {
        using ArenaMemory arena = new(Size);
        nuint start = arena.Allocate<byte>(0).Address;
        byte[] content = [.. Enumerable.Range(1, length).Select(i => (byte)i)];
        nuint address = start + (nuint)(nint)offset;
        Assert.AreEqual(possible, arena.TryWrite(address, content));
        byte[] read = new byte[length];
        Assert.AreEqual(possible, arena.TryRead(address, read));
        CollectionAssert.AreEqual(possible ? content : new byte[length], read);
    }

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(0x8ul)]
    [DataRow(0xFFFF_8000_0000_0000ul)]
    [DataRow(ulong.MaxValue)]
    [DataRow(ulong.MaxValue - 7)]
    public void Addresses_of_others_are_refused(ulong address)
    {
        using ArenaMemory arena = new(Size);
        Assert.IsFalse(arena.TryRead((nuint)address, new byte[8]));
        Assert.IsFalse(arena.TryWrite((nuint)address, new byte[8]));
        ulong mine = 1;
        Assert.IsFalse(arena.TryRead((nuint)(&mine), new byte[8]));
        Assert.IsFalse(arena.TryWrite((nuint)(&mine), new byte[8]));
        Assert.AreEqual(1ul, mine);
    }

    [TestMethod]
    public void An_address_with_a_tag_in_its_top_byte_is_another_one()
    {
        using ArenaMemory arena = new(Size);
        Assert.IsFalse(arena.TryRead(arena.Allocate<byte>(8).Address | ((nuint)0xAB << 56), new byte[8]));
    }

    [TestMethod]
    public void Parts_are_read_up_to_its_end()
    {
        using ArenaMemory arena = new(Size);
        UserSlice<byte> all = arena.Allocate<byte>(Size);
        byte[] content = [.. Enumerable.Range(1, Size).Select(i => (byte)i)];
        Assert.IsTrue(arena.TryWrite(all, content));
        byte* room = stackalloc byte[256];
        for (int offset = 0; offset <= Size; offset++)
        {
            for (int bytes = 0; bytes < 130; bytes++)
            {
                new Span<byte>(room, 256).Fill(0xEE);
                int expected = Math.Min(bytes, Size - offset);
                Assert.AreEqual(expected, arena.ReadPart(all.Address + (nuint)offset, room, bytes), $"{bytes} bytes at {offset}");
                Assert.IsTrue(new Span<byte>(room, expected).SequenceEqual(content.AsSpan(offset, expected)), $"{bytes} bytes at {offset}");
                Assert.IsFalse(new Span<byte>(room + expected, 256 - expected).ContainsAnyExcept((byte)0xEE), $"behind {bytes} bytes at {offset}");
            }
        }

        Assert.AreEqual(0, arena.ReadPart(all.Address - 1, room, 8));
        Assert.AreEqual(0, arena.ReadPart(nuint.MaxValue, room, 8));
    }

    [TestMethod]
    [DataRow(0x40ul)]
    [DataRow(0xFFFF_F000ul)]
    [DataRow(0xFFFF_8000_0000_0000ul)]
    [DataRow(ulong.MaxValue - 127)]
    public void Under_addresses_of_its_own_nothing_else_is_there(ulong start)
    {
        nuint first = (nuint)start;
        using ArenaMemory arena = new(Size, first);
        UserSlice<byte> all = arena.Allocate<byte>(Size);
        Assert.AreEqual(first, all.Address);
        byte[] content = [.. Enumerable.Range(1, Size).Select(i => (byte)i)];
        Assert.IsTrue(arena.TryWrite(all, content));
        byte[] read = new byte[Size];
        Assert.IsTrue(arena.TryRead(all, read));
        CollectionAssert.AreEqual(content, read);
        Assert.IsTrue(arena.TryRead(first + 99, read.AsSpan(0, 1)));
        Assert.AreEqual(100, read[0]);
        foreach ((nuint address, int length) in ((nuint, int)[])[(first - 1, 1), (first - 1, 101), (first + 1, 100), (first + 100, 1), (0, 1), (nuint.MaxValue, 1), ((nuint)(&start), 1)])
        {
            Assert.IsFalse(arena.TryRead(address, new byte[length]), $"{length} at {address:x}");
            Assert.IsFalse(arena.TryWrite(address, new byte[length]), $"{length} at {address:x}");
        }

        byte* room = stackalloc byte[200];
        Assert.AreEqual(7, arena.ReadPart(first + 93, room, 200));
        Assert.AreEqual((94, 100), (room[0], room[6]));
        Assert.AreEqual(0, arena.ReadPart(first - 1, room, 200));
        Assert.AreEqual(0u, arena.DirectSize, "Its addresses are none of this process.");
        arena.Dispose();
        Assert.IsFalse(arena.TryRead(all, read));
        Assert.AreEqual(0, arena.ReadPart(first, room, 8));
    }

    [TestMethod]
    [DataRow(1ul, 0ul)]
    [DataRow(1ul, 1ul)]
    [DataRow(1ul, 0x1020ul)]
    [DataRow(0ul, 0x1000ul)]
    [DataRow(64ul, ulong.MaxValue - 63)]
    [DataRow(ulong.MaxValue, 0x1000ul)]
    public void Addresses_that_an_arena_cannot_have_are_refused(ulong size, ulong address) =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ArenaMemory((nuint)size, (nuint)address));

    [TestMethod]
    public void Inaccessible_pages_stand_before_and_after_it()
    {
        using ArenaMemory arena = new((nuint)NativeMachine.Page + 1);
        nuint start = arena.Allocate<byte>(0).Address;
        Assert.AreEqual("rw-p", MemoryMap.At(start)?.Protection);
        Assert.AreEqual("rw-p", MemoryMap.At(start + (nuint)(2 * NativeMachine.Page) - 1)?.Protection);
        Assert.AreEqual("---p", MemoryMap.At(start - 1)?.Protection);
        Assert.AreEqual("---p", MemoryMap.At(start + (nuint)(2 * NativeMachine.Page))?.Protection);
    }

    [TestMethod]
    public void Pieces_are_zero_aligned_and_do_not_overlap()
    {
        using ArenaMemory arena = new(4096);
        UserSlice<byte> bytes = arena.Allocate<byte>(3);
        UserSlice<ushort> words = arena.Allocate<ushort>(1);
        UserSlice<Int128> wide = arena.Allocate<Int128>(2);
        UserSlice<Vector> vectors = arena.Allocate<Vector>(2);
        UserSlice<Odd> odd = arena.Allocate<Odd>(5);
        Assert.AreEqual(0u, bytes.Address % 8);
        Assert.AreEqual(bytes.Address + 8, words.Address);
        Assert.AreEqual(words.Address + 8, wide.Address);
        Assert.AreEqual(0u, wide.Address % 16);
        Assert.AreEqual(0u, vectors.Address % 64);
        Assert.AreEqual(vectors.Address + 128, odd.Address);
        Assert.AreEqual((nuint)5, odd.Length);
        Odd[] content = new Odd[5];
        Assert.IsTrue(arena.TryRead(odd, content));
        Assert.IsFalse(MemoryMarshal.AsBytes(content.AsSpan()).ContainsAnyExcept((byte)0));
    }

    [TestMethod]
    public void The_last_byte_is_given_away_and_no_more()
    {
        using ArenaMemory arena = new(24);
        arena.Allocate<byte>(1);
        StringAssert.Contains(
            Assert.ThrowsExactly<InsufficientMemoryException>(() => arena.Allocate<byte>(17)).Message,
            "17 elements of 1 bytes are more than the 23 bytes that are left of the arena's 24");
        Assert.ThrowsExactly<InsufficientMemoryException>(() => arena.Allocate<Int128>(int.MaxValue));
        arena.Allocate<ulong>(2);
        Assert.AreEqual((nuint)0, arena.Allocate<ulong>(0).Length);
        Assert.ThrowsExactly<InsufficientMemoryException>(() => arena.Allocate<byte>(1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => arena.Allocate<byte>(-1));
    }

    [TestMethod]
    public void Sizes_that_cannot_be_are_refused()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ArenaMemory(0));
        Assert.ThrowsExactly<InsufficientMemoryException>(() => new ArenaMemory(nuint.MaxValue));
        Assert.ThrowsExactly<InsufficientMemoryException>(() => new ArenaMemory(nuint.MaxValue - 20_000));
        Assert.ThrowsExactly<InsufficientMemoryException>(() => new ArenaMemory((nuint)1 << 60));
    }

    [TestMethod]
    public void Disposed_arena_refuses_and_its_addresses_read_as_zero_without_a_fault()
    {
        ArenaMemory arena = new(Size);
        UserSlice<ulong> slice = arena.Allocate<ulong>(1);
        Assert.IsTrue(arena.TryWrite(slice, [ulong.MaxValue]));
        arena.Dispose();
        arena.Dispose();
        Assert.IsFalse(arena.TryRead(slice, new ulong[1]));
        Assert.IsFalse(arena.TryWrite(slice, [1ul]));
        byte* room = stackalloc byte[8];
        Assert.AreEqual(0, arena.ReadPart(slice.Address, room, 8));
        Assert.IsTrue(arena.TryRead(slice.Address, []));
        Assert.ThrowsExactly<ObjectDisposedException>(() => arena.Allocate<byte>(1));
        Assert.AreEqual(0ul, *(ulong*)slice.Address);
        GC.KeepAlive(arena);
    }

    [TestMethod]
    public void Spill_area_of_a_disposed_arena_holds_no_value()
    {
        ArenaMemory arena = new(Size);
        SyscallCodec<(ulong, ulong, ulong, ulong, ulong)> codec = SyscallCodec.For<(ulong, ulong, ulong, ulong, ulong)>(AbiShape.Packed(64, 6));
        UserSlice<byte> spill = arena.Allocate<byte>(codec.MaxSpill);
        TrapFrame frame = default;
        codec.Encode((1, 2, 3, 4, 5), ref frame, new((void*)spill.Address, codec.MaxSpill));
        Assert.AreEqual((1ul, 2ul, 3ul, 4ul, 5ul), codec.Decode(in frame, arena).Value);
        arena.Dispose();
        Assert.AreEqual(SyscallError<Unit>.InvalidData, codec.Decode(in frame, arena).Error);
    }

    [TestMethod]
    public void Readers_see_what_was_written_or_nothing_while_another_thread_disposes()
    {
        int refused = 0;
        for (int round = 0; round < TestLength.Choose(200, 5_000); round++)
        {
            ArenaMemory arena = new(4096);
            UserSlice<ulong> slice = arena.Allocate<ulong>(64);
            ulong[] content = [.. Enumerable.Repeat(ulong.MaxValue, 64)];
            Assert.IsTrue(arena.TryWrite(slice, content));
            using Barrier start = new(2);
            Thread thread = new(() =>
            {
                start.SignalAndWait();
                arena.Dispose();
            });
            thread.Start();
            start.SignalAndWait();
            ulong[] read = new ulong[64];
            while (arena.TryRead(slice, read))
            {
                Assert.IsFalse(read.AsSpan().ContainsAnyExcept(ulong.MaxValue));
            }

            refused++;
            thread.Join();
        }

        Assert.IsGreaterThan(0, refused);
    }

    [TestMethod]
    public void Decoders_see_what_was_written_or_nothing_while_another_thread_disposes()
    {
        SyscallCodec<(ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong)> codec =
            SyscallCodec.For<(ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong)>(AbiShape.Packed(64, 6));
        for (int round = 0; round < TestLength.Choose(200, 5_000); round++)
        {
            ArenaMemory arena = new(4096);
            UserSlice<byte> spill = arena.Allocate<byte>(codec.MaxSpill);
            TrapFrame frame = default;
            codec.Encode((1, 2, 3, 4, 5, 6, 7, 8), ref frame, new((void*)spill.Address, codec.MaxSpill));
            using Barrier start = new(2);
            Thread thread = new(() =>
            {
                start.SignalAndWait();
                arena.Dispose();
            });
            thread.Start();
            start.SignalAndWait();
            while (codec.TryDecode(in frame, arena, out (ulong, ulong, ulong, ulong, ulong, ulong, ulong, ulong) value))
            {
                Assert.AreEqual((1ul, 2ul, 3ul, 4ul, 5ul, 6ul, 7ul, 8ul), value);
            }

            thread.Join();
        }
    }

    [TestMethod]
    public void Arena_that_nobody_holds_is_unmapped()
    {
        nuint start = MakeAndForget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.IsNull(MemoryMap.At(start));
        Assert.IsNull(MemoryMap.At(start - 1));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static nuint MakeAndForget() => new ArenaMemory(Size).Allocate<byte>(1).Address;
    }

    [InlineArray(64)]
    private struct Vector
    {
        private byte _first;
    }

    [InlineArray(3)]
    private struct Odd
    {
        private byte _first;
    }
}
