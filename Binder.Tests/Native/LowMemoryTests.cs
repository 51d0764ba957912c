using System.Runtime.CompilerServices;
using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed class LowMemoryTests
{
    private const ulong FourGiB = 1UL << 32;

    private static readonly int s_page = NativeMachine.Page;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(4096)]
    [DataRow(4097)]
    [DataRow(100_000)]
    public void Memory_is_below_4_GiB_zeroed_and_followed_by_an_inaccessible_page(int bytes)
    {
        LowMemory memory = LowMemory.TryMap(bytes)!;
        nuint end = (nuint)memory.Address + (nuint)memory.Length;
        Assert.IsGreaterThanOrEqualTo(bytes, memory.Length);
        Assert.IsLessThanOrEqualTo(FourGiB - (ulong)s_page, (ulong)end);
        Assert.IsFalse(memory.Slice(0, memory.Length).ContainsAnyExcept((byte)0));
        memory.Slice(0, memory.Length).Fill(7);
        Assert.AreEqual("rw-p", MemoryMap.At(end - 1)?.Protection);
        Assert.AreEqual("---p", MemoryMap.At(end)?.Protection);
        Assert.IsFalse(ProcessMemory.Write(end, new byte[1]));
        memory.Free();
    }

    [TestMethod]
    public void Parts_beyond_the_memory_are_refused()
    {
        LowMemory memory = LowMemory.TryMap(s_page)!;
        Assert.AreEqual(0, memory.Slice(s_page, 0).Length);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Slice(1, s_page));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Slice(-1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => memory.Slice(0, -1));
        memory.Free();
    }

    [TestMethod]
    public void Freed_memory_is_unmapped_with_its_guard_once()
    {
        LowMemory memory = LowMemory.TryMap(3 * s_page)!;
        nuint start = (nuint)memory.Address;
        memory.Free();
        AssertUnmapped(start, 4);

        NativeMachine.Call("mmap", start, (nuint)s_page, NativeMachine.ReadWrite, 0x32, nuint.MaxValue);
        memory.Free();
        Assert.AreEqual("rw-p", MemoryMap.At(start)?.Protection);
        NativeMachine.Unmap(start, 1);
    }

    [TestMethod]
    public void Memory_that_nobody_holds_is_unmapped()
    {
        nuint start = MapAndForget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        AssertUnmapped(start, 4);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static nuint MapAndForget() => (nuint)LowMemory.TryMap(3 * s_page)!.Address;
    }

    [TestMethod]
    public void Search_finds_low_places_that_are_free_and_passes_by_those_that_are_taken()
    {
        List<(nuint Start, int Pages)> found = [];
        foreach (int pages in (int[])[1, 17, 1, 40_000, 2, 1])
        {
            ulong start = (ulong)LowMemory.ReserveBySearch((nuint)(pages * s_page));
            Assert.AreNotEqual(0UL, start);
            Assert.IsLessThanOrEqualTo(FourGiB, start + (ulong)(pages * s_page));
            Assert.AreEqual("---p", MemoryMap.At((nuint)start)?.Protection);
            Assert.IsFalse(found.Exists(other => start < other.Start + (ulong)(other.Pages * s_page) && other.Start < start + (ulong)(pages * s_page)));
            found.Add(((nuint)start, pages));
        }

        found.ForEach(place => NativeMachine.Unmap(place.Start, place.Pages));
    }

    [TestMethod]
    public void Where_no_place_is_left_there_is_none_and_later_again()
    {
        const int Bytes = 512 * 1024 * 1024;
        List<LowMemory> taken = [];
        while (LowMemory.TryMap(Bytes) is { } memory)
        {
            taken.Add(memory);
            Assert.IsLessThan(8, taken.Count);
        }

        Assert.IsNotEmpty(taken);
        taken.ForEach(memory => memory.Free());
        LowMemory again = LowMemory.TryMap(Bytes)!;
        again.Free();
    }

    [TestMethod]
    public void Sizes_that_no_array_has_are_refused() => Assert.IsNull(LowMemory.TryMap(int.MaxValue));

    [TestMethod]
    public void A_thread_may_be_refused_and_others_are_not()
    {
        LowMemory.IsRefused = true;
        try
        {
            Assert.IsNull(LowMemory.TryMap(1));
            LowMemory? other = null;
            Thread thread = new(() => other = LowMemory.TryMap(1));
            thread.Start();
            thread.Join();
            other!.Free();
        }
        finally
        {
            LowMemory.IsRefused = false;
        }
    }

    private static void AssertUnmapped(nuint start, int pages)
    {
        for (int page = 0; page < pages; page++)
        {
            Assert.IsNull(MemoryMap.At(start + (nuint)(page * s_page)));
        }
    }
}
