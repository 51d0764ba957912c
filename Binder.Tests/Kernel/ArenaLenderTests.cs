using CsCheck;

namespace Binder.Tests.Kernel;

/// <summary>Pieces of an arena, lent and taken back in any order.</summary>
[TestClass]
public sealed class ArenaLenderTests
{
    [TestInitialize]
    public void NeedsNativeCode() => TestKernel.NeedsNativeCode();

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(0x4_0000ul)]
    public void Pieces_are_aligned_never_overlap_and_are_what_their_addresses_mean(ulong start)
    {
        Gen.Int[1, 700].Array[1, 60].Sample(
            sizes =>
            {
                using ArenaMemory arena = start == 0 ? new(10_000) : new(10_000, (nuint)start);
                ArenaLender lender = new(arena, 4000);
                List<(nuint Address, int Length, byte Mark)> lent = [];
                Random random = new(sizes.Length);
                for (int i = 0; i < sizes.Length; i++)
                {
                    if (lent.Count > 0 && random.Next(3) == 0)
                    {
                        int which = random.Next(lent.Count);
                        lender.TakeBack(lent[which].Address, lent[which].Length);
                        lent.RemoveAt(which);
                    }

                    if (!lender.TryLend(sizes[i], out Span<byte> memory, out nuint address))
                    {
                        int used = lent.Sum(piece => (piece.Length + 15) & -16);
                        Assert.IsGreaterThan(0, used, "Nothing is lent, and nothing to be had.");
                        continue;
                    }

                    Assert.AreEqual(sizes[i], memory.Length);
                    Assert.AreEqual(0u, address % MemoryLender.Alignment);
                    memory.Fill((byte)(i + 1));
                    lent.Add((address, sizes[i], (byte)(i + 1)));
                    foreach ((nuint place, int length, byte mark) in lent)
                    {
                        byte[] read = new byte[length];
                        Assert.IsTrue(arena.TryRead(place, read));
                        Assert.IsFalse(read.AsSpan().ContainsAnyExcept(mark));
                    }
                }
            },
            iter: TestLength.Choose(50, 2000),
            threads: 1);
    }

    [TestMethod]
    public void All_of_it_is_lent_and_no_more_and_the_first_free_place_that_is_large_enough_is_taken()
    {
        using ArenaMemory arena = new(128, address: 64);
        ArenaLender lender = new(arena, 100);
        Assert.AreEqual(64u, Lend(lender, 1));
        Assert.AreEqual(80u, Lend(lender, 16));
        Assert.AreEqual(96u, Lend(lender, 17));
        Assert.AreEqual(128u, Lend(lender, 48));
        Assert.AreEqual(0u, Lend(lender, 1));
        lender.TakeBack(80, 16);
        lender.TakeBack(64, 1);
        Assert.AreEqual(0u, Lend(lender, 33));
        Assert.AreEqual(64u, Lend(lender, 32));
        lender.TakeBack(96, 17);
        Assert.AreEqual(96u, Lend(lender, 3));
        Assert.AreEqual(112u, Lend(lender, 16));
        Assert.AreEqual(0u, Lend(lender, int.MaxValue));
    }

    [TestMethod]
    public void What_is_not_lent_cannot_be_taken_back()
    {
        using ArenaMemory arena = new(1024, address: 64);
        ArenaLender lender = new(arena, 512);
        nuint address = Lend(lender, 100);
        foreach (nuint other in (nuint[])[0, 48, 80, 64 + 512, nuint.MaxValue])
        {
            Assert.ThrowsExactly<ArgumentException>(() => lender.TakeBack(other, 100));
        }

        lender.TakeBack(address, 100);
        Assert.ThrowsExactly<ArgumentException>(() => lender.TakeBack(address, 100));
    }

    [TestMethod]
    public void What_is_lent_stays_writable_when_the_arena_is_disposed_and_nothing_more_is_lent()
    {
        ArenaMemory arena = new(4096);
        ArenaLender lender = new(arena, 4096);
        Assert.IsTrue(lender.TryLend(100, out Span<byte> memory, out nuint address));
        arena.Dispose();
        memory.Fill(1);
        lender.TakeBack(address, 100);
        Assert.AreEqual(0u, Lend(lender, 1));
        Assert.ThrowsExactly<ObjectDisposedException>(() => new ArenaLender(arena, 1));
        GC.KeepAlive(arena);
    }

    [TestMethod]
    public void It_takes_its_memory_out_of_the_arena()
    {
        using ArenaMemory arena = new(1000);
        Assert.ThrowsExactly<ArgumentNullException>(() => new ArenaLender(null!, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ArenaLender(arena, 0));
        Assert.ThrowsExactly<InsufficientMemoryException>(() => new ArenaLender(arena, 1001));
        Assert.ThrowsExactly<InsufficientMemoryException>(() => new ArenaLender(arena, int.MaxValue));
        UserSlice<byte> mine = arena.Allocate<byte>(8);
        ArenaLender lender = new(arena, 900);
        UserSlice<byte> after = arena.Allocate<byte>(8);
        nuint lent = Lend(lender, 900);
        Assert.IsTrue(lent >= mine.Address + 8 && after.Address >= lent + 900);
    }

    private static nuint Lend(ArenaLender lender, int length) => lender.TryLend(length, out _, out nuint address) ? address : 0;
}
