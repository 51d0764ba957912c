using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Tests.Proxies;

/// <summary>A span is address and count, and stays where it is while the call runs.</summary>
[TestClass]
public sealed unsafe class SpanTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_span_is_the_address_of_its_elements_and_their_count(Way way)
    {
        byte[] bytes = GC.AllocateArray<byte>(10, pinned: true);
        long[] longs = GC.AllocateArray<long>(4, pinned: true);
        ulong atBytes = AddressOf(bytes), atLongs = AddressOf(longs);

        AssertSent([atBytes, 10], calls => calls.Read(bytes), way);
        AssertSent([atBytes + 3, 2], calls => calls.Read(bytes.AsSpan(3, 2)), way);
        AssertSent([1, atBytes, 10, atLongs + 8, 3, 2], calls => calls.Both(1, bytes, longs.AsSpan(1), 2), way);
        AssertSent([atLongs, 4], calls => calls.Fill(longs), way);
        AssertSent([atLongs, 4], calls => calls.Change(longs), way);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_default_span_is_address_0_and_an_empty_one_keeps_its_address(Way way)
    {
        byte[] bytes = GC.AllocateArray<byte>(8, pinned: true);
        long[] longs = GC.AllocateArray<long>(8, pinned: true);

        AssertSent([0, 0], calls => calls.Read(default), way);
        AssertSent([0, 0], calls => calls.Change(default), way);
        AssertSent([AddressOf(bytes) + 8, 0], calls => calls.Read(bytes.AsSpan(8)), way);
        AssertSent([AddressOf(longs) + 16, 0], calls => calls.Fill(longs.AsSpan(2, 0)), way);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Structs_are_counted_by_element_not_byte(Way way)
    {
        Vector[] vectors = GC.AllocateArray<Vector>(3, pinned: true);
        vectors[1] = new(5, 6);
        ScriptedKernel kernel = new();
        Vector[] seen = [];
        kernel.OnCall = (ref frame) => seen = Memory.Values<Vector>(frame[0], (int)frame[1]);

        kernel.Bind<ISpans>(way).Vectors(vectors);

        CollectionAssert.AreEqual(new[] { AddressOf(vectors), 3ul, 0ul, 0ul, 0ul, 0ul }, kernel.Words);
        CollectionAssert.AreEqual(vectors, seen);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void What_the_kernel_writes_arrives(Way way)
    {
        ScriptedKernel kernel = new();
        kernel.OnCall = (ref frame) =>
        {
            for (ulong i = 0; i < frame[1]; i++)
            {
                Memory.At<long>(frame[0] + (8 * i)) += 100 + (long)i;
            }
        };
        ISpans calls = kernel.Bind<ISpans>(way);
        long[] array = [1, 2, 3];
        Span<long> onStack = [4, 5];

        calls.Change(array);
        calls.Fill(onStack);

        CollectionAssert.AreEqual(new long[] { 101, 103, 105 }, array);
        CollectionAssert.AreEqual(new long[] { 104, 106 }, onStack.ToArray());
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_span_stays_in_place_when_a_collection_compacts_during_the_call(Way way)
    {
        ScriptedKernel kernel = new();
        ISpans calls = kernel.Bind<ISpans>(way);
        int moved = 0;

        // Enough calls for the proxy to be compiled with optimizations while they go on.
        for (int round = 0; round < 1500; round++)
        {
            (byte[] sent, long[] filled, byte[] unpinned) = Allocate((byte)round);
            ulong before = AddressOf(unpinned);
            bool held = false;
            int generation = round % 50 == 0 ? 2 : 0;
            kernel.OnCall = (ref frame) =>
            {
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true, compacting: true);
                held = Memory.Bytes(frame[1], frame[2]).AsSpan().IndexOfAnyExcept((byte)round) < 0
                    && frame[1] == AddressOf(sent) && frame[3] == AddressOf(filled);
                Memory.At<long>(frame[3]) = round;
            };

            calls.Both(0, sent, filled, 0);

            _ = kernel.Words;
            Assert.IsTrue(held, $"In round {round} the array moved during the call.");
            Assert.AreEqual(round, filled[0]);
            moved += AddressOf(unpinned) != before ? 1 : 0;
        }

        if (moved == 0)
        {
            Assert.Inconclusive("No collection moved an array that was not pinned, so that this shows nothing.");
        }
    }

    [TestMethod]
    public void Spans_reach_the_kernel_by_shapes_of_other_registers() => CollectionAssert.AreEqual(
        new ulong[] { 0, 0, 0, 0, 0, 0 }, ScriptedKernel.Sent<ISpans>(calls => calls.Read(default), shape: Shapes.AnswersInThird));

    /// <summary>Arrays among garbage, so that a collection has something to close up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (byte[] Sent, long[] Filled, byte[] Unpinned) Allocate(byte content)
    {
        Garbage();
        byte[] sent = new byte[100];
        sent.AsSpan().Fill(content);
        Garbage();
        long[] filled = new long[10];
        Garbage();
        byte[] unpinned = new byte[100];
        Garbage();
        return (sent, filled, unpinned);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Garbage()
    {
        for (int i = 0; i < 10; i++)
        {
            GC.KeepAlive(new byte[500]);
        }
    }

    private static ulong AddressOf<T>(T[] array)
        where T : unmanaged => (ulong)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));

    private static void AssertSent(ulong[] expected, Action<ISpans> call, Way way)
    {
        ulong[] words = new ulong[6];
        expected.CopyTo(words, 0);
        CollectionAssert.AreEqual(words, ScriptedKernel.Sent(call, way));
    }

    internal readonly record struct Vector(nuint Address, nuint Length);

    [SyscallInterface]
    internal interface ISpans
    {
        [Syscall(1)] void Read(ReadOnlySpan<byte> data);

        [Syscall(2)] void Fill([Out] Span<long> data);

        [Syscall(3)] void Change(Span<long> data);

        [Syscall(4)] void Both(int before, ReadOnlySpan<byte> read, Span<long> written, int after);

        [Syscall(5)] void Vectors(ReadOnlySpan<Vector> vectors);
    }
}
