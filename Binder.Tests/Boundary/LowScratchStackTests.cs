using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Native;
using Binder.Tests.Native;
using CsCheck;

namespace Binder.Tests.Boundary;

/// <summary>Scratch memory below 4 GiB: the same stack over another kind of memory.</summary>
[TestClass]
public sealed class LowScratchStackTests
{
    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    public void Pieces_are_below_4_GiB_aligned_never_overlap_and_keep_what_they_hold()
    {
        Gen.OneOf(Gen.Int[0, 100], Gen.Int[0, 70_000], Gen.Int[1, 5].Select(n => n * 64 * 1024)).Array[1, 40].Sample(
            sizes =>
            {
                ScratchStack stack = new(isLow: true);
                Fill(stack, sizes, 0);
                Assert.AreEqual(default(ScratchMark), stack.Mark());
                GC.KeepAlive(stack);
            },
            iter: TestLength.Choose(50, 1000),
            threads: 1);

        static unsafe void Fill(ScratchStack stack, int[] sizes, int at)
        {
            if (at == sizes.Length)
            {
                return;
            }

            ScratchMark mark = stack.Mark();
            Assert.IsTrue(stack.TryTakePlace(sizes[at], out Span<byte> piece, out ulong address));
            Assert.AreEqual(sizes[at], piece.Length);
            Assert.AreNotEqual(0UL, address);
            Assert.AreEqual(0UL, address % 16);
            Assert.IsLessThan(1UL << 32, address + (ulong)sizes[at]);
            piece.Fill((byte)(at + 1));
            Fill(stack, sizes, at + 1);
            Assert.IsFalse(new ReadOnlySpan<byte>((void*)address, sizes[at]).ContainsAnyExcept((byte)(at + 1)));
            stack.Release(mark);
            Assert.AreEqual(mark, stack.Mark());
        }
    }

    [TestMethod]
    public void Nothing_is_mapped_before_the_first_piece_is_taken_and_released_pieces_are_taken_again()
    {
        ScratchStack stack = new(isLow: true);
        LowMemory.IsRefused = true;
        ScratchMark mark = stack.Mark();
        Assert.IsFalse(stack.TryTakePlace(1, out _, out ulong none));
        Assert.AreEqual(0UL, none);
        LowMemory.IsRefused = false;
        Assert.IsTrue(stack.TryTakePlace(100, out _, out ulong first));
        stack.Release(mark);
        LowMemory.IsRefused = true;
        Assert.IsTrue(stack.TryTakePlace(50_000, out _, out ulong second));
        Assert.AreEqual(first, second);
        LowMemory.IsRefused = false;
        GC.KeepAlive(stack);
    }

    [TestMethod]
    public void What_cannot_be_had_leaves_the_stack_as_it_was()
    {
        ScratchStack stack = new(isLow: true);
        Assert.IsTrue(stack.TryTakePlace(10, out _, out _));
        ScratchMark mark = stack.Mark();
        LowMemory.IsRefused = true;
        Assert.IsFalse(stack.TryTakePlace(100_000, out _, out _));
        LowMemory.IsRefused = false;
        Assert.IsFalse(stack.TryTakePlace(int.MaxValue, out _, out _));
        Assert.IsFalse(stack.TryTakePlace(long.MaxValue, out _, out _));
        Assert.AreEqual(mark, stack.Mark());
        Assert.IsTrue(stack.TryTakePlace(100_000, out _, out _));
        GC.KeepAlive(stack);
    }

    [TestMethod]
    public void Large_pieces_are_unmapped_when_they_are_released_and_small_ones_are_kept()
    {
        ScratchStack stack = new(isLow: true);
        ScratchMark mark = stack.Mark();
        Assert.IsTrue(stack.TryTakePlace(5000, out _, out ulong small));
        Assert.IsTrue(stack.TryTakePlace(5 * 1024 * 1024, out _, out ulong large));
        Assert.AreEqual("rw-p", MemoryMap.At((nuint)large)?.Protection);
        stack.Release(mark);
        Assert.IsNull(MemoryMap.At((nuint)large));
        Assert.AreEqual("rw-p", MemoryMap.At((nuint)small)?.Protection);
        GC.KeepAlive(stack);
    }

    [TestMethod]
    public void A_chunk_that_is_too_small_is_unmapped_where_a_larger_one_takes_its_place()
    {
        ScratchStack stack = new(isLow: true);
        ScratchMark mark = stack.Mark();
        Assert.IsTrue(stack.TryTakePlace(1, out _, out ulong small));
        stack.Release(mark);
        Assert.IsTrue(stack.TryTakePlace(1024 * 1024, out _, out ulong large));
        Assert.AreEqual("rw-p", MemoryMap.At((nuint)large)?.Protection);
        Assert.IsTrue(small >= large && small < large + (1024 * 1024) || MemoryMap.At((nuint)small) is null);
        GC.KeepAlive(stack);
    }

    [TestMethod]
    public void Every_thread_has_its_own_and_the_end_of_the_thread_unmaps_it()
    {
        ScratchStack own = ScratchStack.CurrentLow;
        (WeakReference other, nuint address) = OfAnotherThread();
        for (int i = 0; i < 20 && MemoryMap.At(address) is not null; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.IsFalse(other.IsAlive);
        Assert.IsNull(MemoryMap.At(address));
        Assert.AreSame(own, ScratchStack.CurrentLow);
        Assert.AreNotSame(own, ScratchStack.Current);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference Stack, nuint Address) OfAnotherThread()
        {
            WeakReference? stack = null;
            ulong address = 0;
            Thread thread = new(() =>
            {
                stack = new(ScratchStack.CurrentLow);
                Assert.IsTrue(ScratchStack.CurrentLow.TryTakePlace(1, out _, out address));
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Assert.AreEqual("rw-p", MemoryMap.At((nuint)address)?.Protection);
            });
            thread.Start();
            thread.Join();
            return (stack!, (nuint)address);
        }
    }
}
