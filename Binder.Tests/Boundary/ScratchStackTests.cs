using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using CsCheck;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class ScratchStackTests
{
    [TestMethod]
    public void Pieces_taken_one_after_another_never_overlap_and_keep_what_they_hold()
    {
        Gen.OneOf(Gen.Int[0, 100], Gen.Int[0, 70_000], Gen.Int[1, 5].Select(n => n * 64 * 1024)).Array[1, 40].Sample(
            sizes =>
            {
                ScratchStack stack = new();
                Fill(stack, sizes, 0);
                Assert.AreEqual(default(ScratchMark), stack.Mark());
            },
            iter: TestLength.Choose(100, 2000));

        static void Fill(ScratchStack stack, int[] sizes, int at)
        {
            if (at == sizes.Length)
            {
                return;
            }

            ScratchMark mark = stack.Mark();
            Span<byte> piece = stack.Take(sizes[at]);
            Assert.AreEqual(sizes[at], piece.Length);
            piece.Fill((byte)(at + 1));
            Fill(stack, sizes, at + 1);
            Assert.IsFalse(piece.ContainsAnyExcept((byte)(at + 1)));
            stack.Release(mark);
            Assert.AreEqual(mark, stack.Mark());
        }
    }

    [TestMethod]
    public void Piece_that_was_given_back_is_taken_again()
    {
        ScratchStack stack = new();
        ScratchMark mark = stack.Mark();
        ref byte first = ref MemoryMarshal.GetReference(stack.Take(1000));
        stack.Release(mark);
        Assert.IsTrue(Unsafe.AreSame(ref first, ref MemoryMarshal.GetReference(stack.Take(2000))));
    }

    [TestMethod]
    public unsafe void Pieces_stay_in_place_while_memory_is_collected()
    {
        ScratchStack stack = new();
        Span<byte> piece = stack.Take(100_000);
        nint before = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(piece));
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        Assert.AreEqual(before, (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(piece)));
    }

    [TestMethod]
    public void Large_pieces_are_not_kept_and_small_ones_are()
    {
        ScratchStack stack = new();
        ScratchMark mark = stack.Mark();
        (WeakReference small, WeakReference large) = Take(stack);
        stack.Release(mark);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.IsFalse(large.IsAlive);
        Assert.IsTrue(small.IsAlive);
        Assert.AreEqual(5, stack.Take(5).Length);
        GC.KeepAlive(stack);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference Small, WeakReference Large) Take(ScratchStack stack)
        {
            stack.Take(5000);
            WeakReference small = new(ChunkOf(stack));
            stack.Take(5 * 1024 * 1024);
            return (small, new(ChunkOf(stack)));
        }

        static object ChunkOf(ScratchStack stack) => Pinned(ref CollectionsMarshal.AsSpan(Chunks(stack))[^1]);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_chunks")]
        static extern ref List<ScratchChunk> Chunks(ScratchStack stack);

        [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_pinned")]
        static extern ref byte[] Pinned(ref ScratchChunk chunk);
    }

    [TestMethod]
    public void More_than_an_array_holds_is_refused_and_what_was_taken_stays()
    {
        ScratchStack stack = new();
        stack.Take(10);
        ScratchMark mark = stack.Mark();
        Assert.ThrowsExactly<InsufficientMemoryException>(() => stack.Take(int.MaxValue));
        Assert.ThrowsExactly<InsufficientMemoryException>(() => stack.Take(long.MaxValue));
        Assert.AreEqual(mark, stack.Mark());
    }

    [TestMethod]
    public void Every_thread_has_its_own()
    {
        ScratchStack own = ScratchStack.Current;
        ScratchStack? other = null;
        Thread thread = new(() => other = ScratchStack.Current);
        thread.Start();
        thread.Join();
        Assert.AreSame(own, ScratchStack.Current);
        Assert.AreNotSame(own, other);
    }
}
