using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class FaultSafeCopyTests
{
    private const byte Untouched = 0xEE;
    private static readonly int s_page = NativeMachine.Page;

    /// <summary>Every short length, both sides of every change of way, and several steps.</summary>
    private static readonly int[] s_lengths = [.. Enumerable.Range(0, 100), 127, 128, 129, 255, 256, 257, 300, 383, 384, 385, 386, 4095, 4096, 4097, 10_000];

    [TestInitialize]
    public void NeedsNativeCode()
    {
        NativeMachine.Required();
        Assert.IsTrue(FaultSafeCopy.IsAvailable);
    }

    [TestMethod]
    public void Good_copies_are_whole_and_touch_nothing_beside_them()
    {
        byte[] from = Random(10_100), to = new byte[10_100];
        foreach (int length in s_lengths)
        {
            for (int alignment = 0; alignment < 64; alignment++)
            {
                (int source, int destination) = (16 + alignment % 8, 16 + alignment / 8);
                to.AsSpan().Fill(Untouched);

                fixed (byte* fromStart = from, toStart = to)
                {
                    Assert.AreEqual(0u, FaultSafeCopy.TryCopy(toStart + destination, fromStart + source, (nuint)length));
                }

                Assert.IsTrue(to.AsSpan(destination, length).SequenceEqual(from.AsSpan(source, length)), $"{length} bytes");
                Assert.IsFalse(to.AsSpan(0, destination).ContainsAnyExcept(Untouched), $"before {length} bytes");
                Assert.IsFalse(to.AsSpan(destination + length).ContainsAnyExcept(Untouched), $"behind {length} bytes");
            }
        }
    }

    [TestMethod]
    [DataRow(NativeMachine.None)]
    [DataRow(NativeMachine.ReadWrite, DisplayName = "unmapped")]
    public void Reading_stops_exactly_where_the_source_ends(int protection)
    {
        using Edge edge = new(3, protection);
        byte[] content = Random(3 * s_page);
        content.CopyTo(NativeMachine.Bytes(edge.Start, content.Length));
        byte[] to = new byte[10_100];

        foreach ((int length, int good) in edge.Straddling(s_lengths))
        {
            to.AsSpan().Fill(Untouched);
            nuint left;
            fixed (byte* start = to)
            {
                left = FaultSafeCopy.TryCopy(start + 3, (void*)(edge.End - (nuint)good), (nuint)length);
            }

            Assert.AreEqual((nuint)(length - good), left, $"{length} bytes, {good} of them good");
            Assert.IsTrue(to.AsSpan(3, good).SequenceEqual(content.AsSpan(content.Length - good)), $"{good} of {length} bytes");
            Assert.IsFalse(to.AsSpan(3 + good).ContainsAnyExcept(Untouched), $"behind {good} of {length} bytes");
        }
    }

    [TestMethod]
    [DataRow(NativeMachine.None)]
    [DataRow(NativeMachine.ReadOnly)]
    [DataRow(NativeMachine.ReadWrite, DisplayName = "unmapped")]
    public void Writing_stops_exactly_where_the_destination_ends(int protection)
    {
        using Edge edge = new(3, protection);
        Span<byte> before = NativeMachine.Bytes(edge.Start, 3 * s_page);
        byte[] from = Random(10_100);

        foreach ((int length, int good) in edge.Straddling(s_lengths))
        {
            before.Fill(Untouched);
            nuint left;
            fixed (byte* start = from)
            {
                left = FaultSafeCopy.TryCopy((void*)(edge.End - (nuint)good), start + 5, (nuint)length);
            }

            Assert.AreEqual((nuint)(length - good), left, $"{length} bytes, {good} of them good");
            Assert.IsTrue(before[^good..].SequenceEqual(from.AsSpan(5, good)), $"{good} of {length} bytes");
            Assert.IsFalse(before[..^good].ContainsAnyExcept(Untouched), $"before {good} of {length} bytes");
        }
    }

    [TestMethod]
    public void Read_only_memory_can_be_read()
    {
        using Edge edge = new(1, NativeMachine.ReadOnly);
        ulong word = 1;
        Assert.AreEqual(0u, FaultSafeCopy.TryCopy(&word, (void*)(edge.End - 4), 8));
        Assert.AreEqual(0u, word);
    }

    [TestMethod]
    [DataRow(0x0ul, DisplayName = "null")]
    [DataRow(0x8ul)]
    [DataRow(0x7FFF_FFFF_FFF8ul, DisplayName = "the end of x86-64's half")]
    [DataRow(0x8000_0000_0000ul)]
    [DataRow(0x00AB_8000_0000_0000ul, DisplayName = "not canonical")]
    [DataRow(0x0080_0000_0000_0000ul, DisplayName = "not canonical, low")]
    [DataRow(0xFF7F_FFFF_FFFF_F000ul, DisplayName = "not canonical, high")]
    [DataRow(0xFFFF_8000_0000_0000ul, DisplayName = "the kernel's half")]
    [DataRow(0xFFFF_FFFF_8000_0000ul)]
    [DataRow(0xFFFF_FFFF_FFFF_FFFFul)]
    public void Addresses_that_no_process_has_leave_all_bytes(ulong address)
    {
        byte* here = stackalloc byte[10_000];
        foreach (int length in s_lengths)
        {
            Assert.AreEqual((nuint)length, FaultSafeCopy.TryCopy(here, (void*)address, (nuint)length));
            Assert.AreEqual((nuint)length, FaultSafeCopy.TryCopy((void*)address, here, (nuint)length));
        }
    }

    [TestMethod]
    public void Memory_behind_the_end_of_its_file_stops_copies_too()
    {
        using TruncatedFile file = new();
        byte* here = stackalloc byte[300];
        foreach (int length in (int[])[1, 8, 33, 64, 300])
        {
            for (int good = 0; good < length; good++)
            {
                void* there = (void*)(file.End - (nuint)good);
                Assert.AreEqual((nuint)(length - good), FaultSafeCopy.TryCopy(here, there, (nuint)length));
                Assert.AreEqual((nuint)(length - good), FaultSafeCopy.TryCopy(there, here, (nuint)length));
            }
        }
    }

    [TestMethod]
    public void Copies_good_and_bad_allocate_nothing()
    {
        static long Run(int calls)
        {
            ulong word = 1, copy = 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                _ = FaultSafeCopy.TryCopy(&copy, &word, 8);
                _ = FaultSafeCopy.TryCopy(&copy, null, 8);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(1);
        Assert.AreEqual(0, Run(1_000));
    }

    [TestMethod]
    public void Faults_are_counted_right_beside_collections_and_null_references()
    {
        int faults = TestLength.Choose(20_000, 1_000_000) / 4;
        using Edge edge = new(1, NativeMachine.None);
        bool done = false;
        long wrong = 0, nulls = 0, copies = 0;
        using CollectingHeap heap = new(() => Interlocked.Read(ref copies), stepsPerCollection: 20);
        Thread throwing = Started(() =>
        {
            while (!Volatile.Read(ref done))
            {
                nulls += NullReferences.AreExceptions() ? 1 : 0;
            }
        });
        Thread[] copying = [.. Enumerable.Range(0, 4).Select(seed => Started(() => Copy(new Random(seed))))];

        Array.ForEach(copying, thread => thread.Join());
        Volatile.Write(ref done, true);
        throwing.Join();
        Assert.AreEqual(0, wrong);
        Assert.IsGreaterThan(0, nulls);
        Assert.IsGreaterThan(0, heap.Collections);

        void Copy(Random random)
        {
            byte[] garbage = [];
            byte* here = stackalloc byte[1024];
            for (int i = 0; i < faults; i++)
            {
                int length = random.Next(1, 1024), good = random.Next(0, length);
                void* there = (void*)(edge.End - (nuint)good);
                nuint left = i % 2 == 0
                    ? FaultSafeCopy.TryCopy(here, there, (nuint)length)
                    : FaultSafeCopy.TryCopy(there, here, (nuint)length);
                Interlocked.Increment(ref copies);
                if (left != (nuint)(length - good))
                {
                    Interlocked.Increment(ref wrong);
                }

                garbage = new byte[random.Next(100)];
            }

            GC.KeepAlive(garbage);
        }
    }

    [TestMethod]
    public void Null_references_are_exceptions_as_ever() => Assert.IsTrue(NullReferences.AreExceptions());

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        System.Random.Shared.NextBytes(bytes);
        return bytes;
    }

    private static Thread Started(Action run)
    {
        Thread thread = new(() => run());
        thread.Start();
        return thread;
    }
}
