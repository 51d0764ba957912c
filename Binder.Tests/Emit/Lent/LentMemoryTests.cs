using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Native;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;
using Binder.Tests.Proxies;
using Shapes = Binder.Tests.Emit.Dispatch.Shapes;

namespace Binder.Tests.Emit.Lent;

/// <summary>What a frame points at lies in memory that the ABI lends, wherever that is, and nowhere else.</summary>
[TestClass]
public sealed class LentMemoryTests
{
    private static readonly Dictionary<string, AbiShape> s_shapes = new()
    {
        ["Linux"] = Shapes.Linux,
        ["counted strings"] = Shapes.Counted,
        ["32 bits"] = Shapes.Narrow,
        ["pointers of 32 bits"] = Shapes.HalfPointers,
        ["tagged"] = Shapes.Refusing with { Errors = ErrorConvention.Tagged, ReturnRegisters = [0, 1, 2] },
        ["packed"] = AbiShape.Packed(64, 6),
        ["packed, 3 registers"] = AbiShape.Packed(64, 3),
        ["packed, 32 bits"] = AbiShape.Packed(32, 6) with { PointerBits = 32 },
        ["packed, 32 bits, pointers of 64"] = AbiShape.Packed(32, 7),
        ["packed, 128 bits"] = AbiShape.Packed(128, 4),
        ["auto"] = AbiShape.Packed(32, 9) with { Encoding = AbiEncoding.Auto, PointerBits = 32 },
        ["packed, negative errors"] = AbiShape.Packed(64, 5) with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [3] },
    };

    private int _before;

    public static IEnumerable<string> AllShapes => s_shapes.Keys;

    public static IEnumerable<string> PackingShapes => s_shapes.Where(shape => shape.Value.Encoding != AbiEncoding.Registers).Select(shape => shape.Key);

    [TestInitialize]
    public void Nothing_is_lent() => _before = LentStack.Current.Count;

    [TestCleanup]
    public void Everything_is_taken_back() => Assert.AreEqual(_before, LentStack.Current.Count);

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Everything_that_a_frame_points_at_is_lent_and_taken_back(string shape) => Over(shape, (calls, lender) =>
    {
        Assert.AreEqual(5, calls.Text("hällo").Value);
        Assert.IsGreaterThanOrEqualTo(1, Lent(lender), "the string");
        Assert.AreEqual(4, calls.Path("path"u8).Value);
        Assert.AreEqual(5, calls.Path("path2\0"u8).Value);
        Assert.IsGreaterThanOrEqualTo(2, Lent(lender), "two paths");

        int[] read = [1, -2, 3];
        short[] changed = [4, -5];
        Assert.AreEqual(2, calls.Spans(read, changed).Value);
        CollectionAssert.AreEqual((int[])[1, -2, 3], read);
        CollectionAssert.AreEqual((short[])[8, -10], changed);
        Assert.IsGreaterThanOrEqualTo(2, Lent(lender), "two spans");

        byte[] filled = [1, 2, 3];
        Assert.IsTrue(calls.Fill(filled.AsSpan(0, 2)).IsOk);
        CollectionAssert.AreEqual((byte[])[7, 7, 3], filled);
        Assert.IsGreaterThanOrEqualTo(1, Lent(lender), "a span");

        int two = 4;
        Assert.IsTrue(calls.References(3, ref two, out int three).IsOk);
        Assert.AreEqual((40, 7), (two, three));
        Assert.IsGreaterThanOrEqualTo(3, Lent(lender), "three references");

        Assert.AreEqual(new Five(9, 2, 3, 4, 5), calls.Area(9).Value);
        Assert.AreEqual(300_000, calls.Text(new string('x', 300_000)).Value);
        Assert.AreEqual(0, lender.Outstanding);
    });

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Nothing_is_lent_for_what_is_no_memory(string shape) => Over(shape, (calls, lender) =>
    {
        Assert.AreEqual(9, calls.Scalar(9).Value);
        Assert.AreEqual(0, lender.Count);
    });

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Null_is_address_0_and_what_is_empty_has_an_address(string shape) => Over(shape, (calls, lender) =>
    {
        Assert.AreEqual(LentHandler.NoText, calls.Text(null).Value);
        Assert.AreEqual(0, calls.Text("").Value);
        Assert.AreEqual(0, calls.Path(""u8).Value);
        Assert.AreEqual(0, calls.Spans(default, default).Value);
        Assert.AreEqual(0, calls.Spans(new int[1].AsSpan(1), new short[1].AsSpan(1)).Value);
        Assert.IsTrue(calls.Fill([]).IsOk);
    });

    [TestMethod]
    [DynamicData(nameof(PackingShapes))]
    public void Streams_spill_and_answer_into_lent_memory(string shape)
    {
        BlockLender lender = new();
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], new LentStreamHandler());
        LendingAbi abi = new(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender);
        ILentStream calls = SyscallBinder.Bind<ILentStream>(abi);
        Three<Option<long>> given = default;
        (given[0], given[2]) = (long.MinValue, 5);
        for (int round = 0; round < 3; round++)
        {
            Assert.AreEqual(5, calls.Turn(given, "").Value[0].Value);
            Assert.AreEqual(long.MinValue, calls.Turn(given, "text").Value[2].Value);
            Assert.IsFalse(calls.Turn(given, "").Value[1].HasValue);
            Assert.AreEqual(SyscallError.Failed(Errno.EDOM), calls.Turn(given, "fail").Error);
            Assert.AreEqual(5, abi.Perform<Turned, Three<Option<long>>, Errno>(new(given)).Value[0].Value);
            Assert.AreEqual(0, lender.Outstanding);
        }

        Assert.IsGreaterThanOrEqualTo(3 * 4 * 2, lender.Count);
        lender.Left = 0;
        SyscallError<Errno> none = s_shapes[shape].Errors == ErrorConvention.Tagged ? SyscallError<Errno>.AllocationFailed : SyscallError.Failed(Errno.ENOMEM);
        Assert.AreEqual(none, calls.Turn(given, "x").Error);
        if (s_shapes[shape].ArgumentRegisters.Count == 3)
        {
            Assert.AreEqual(none, abi.Perform<Turned, Three<Option<long>>, Errno>(new(given)).Error);
        }
    }

    [TestMethod]
    public void Addresses_below_4_GiB_need_no_low_memory_of_this_process()
    {
        foreach (string name in s_shapes.Keys)
        {
            BlockLender lender = new(start: 0xFFF0_0000, bytes: 0x10_0000);
            using HostedKernel kernel = HostedKernel.Create(s_shapes[name], new LentHandler());
            ILent calls = SyscallBinder.Bind<ILent>(new LendingAbi(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender));
            LowMemoryThread.Refused(() =>
            {
                Assert.AreEqual(3, calls.Text("abc").Value);
                Assert.AreEqual(new Five(8, 2, 3, 4, 5), calls.Area(8).Value);
            });
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void An_arena_with_addresses_of_its_own_serves_calls_by_the_native_gate_from_end_to_end(string shape)
    {
        Kernel.TestKernel.NeedsNativeCode();
        using ArenaMemory arena = new(1 << 20, address: 0x8000_0000);
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], new LentHandler());
        ILent calls = SyscallBinder.Bind<ILent>(new GuestAbi(kernel, arena, 200_000));
        for (int round = 0; round < 100; round++)
        {
            Assert.AreEqual(100_000, calls.Text(new string('x', 100_000)).Value);
            short[] changed = [1, 2];
            Assert.AreEqual(6, calls.Spans([1, 2, 3], changed).Value);
            CollectionAssert.AreEqual((short[])[2, 4], changed);
            Assert.AreEqual(new Five(round, 2, 3, 4, 5), calls.Area(round).Value);
        }

        arena.Dispose();
        Assert.IsFalse(calls.Text("x").IsOk, "A disposed arena lends nothing.");
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Lent_memory_may_move_while_the_call_runs(string shape)
    {
        LentHandler handler = new() { OnText = () => GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true) };
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], handler);
        for (int round = 0; round < 20; round++)
        {
            // Small, so that it is no large object, and young, behind garbage.
            GC.KeepAlive(new byte[5000]);
            BlockLender lender = new(bytes: 2000);
            ILent calls = SyscallBinder.Bind<ILent>(new LendingAbi(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender));
            Assert.AreEqual(5, calls.Text("hällo").Value);
            Assert.AreEqual(3, calls.Plain("abc"));
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Calls_inside_calls_lend_at_the_same_time(string shape)
    {
        BlockLender lender = new();
        LentHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], handler);
        ILent calls = SyscallBinder.Bind<ILent>(new LendingAbi(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender));
        ILent own = SyscallBinder.Bind<ILent>(kernel.Shape.RegisterBits == 32 ? new LoopbackAbi(kernel, SyscallCaller.CurrentProcess) : kernel.Abi);
        int depth = 0, most = 0;
        handler.OnText = () =>
        {
            most = Math.Max(most, lender.Outstanding);
            if (depth < 20)
            {
                string text = new('y', ++depth);
                Assert.AreEqual(text.Length, (depth % 3 == 0 && NativePlatform.IsSupported ? own : calls).Text(text).Value);
            }
        };
        Assert.AreEqual(3, calls.Text("xyz").Value);
        Assert.IsGreaterThanOrEqualTo(14, most);
        Assert.AreEqual(0, lender.Outstanding);
    }

    [TestMethod]
    public void Threads_lend_at_the_same_time()
    {
        const int Threads = 6;
        using ArenaMemory arena = ArenaOrInconclusive();
        using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(32, 6) with { PointerBits = 32 }, new LentHandler());
        ILent calls = SyscallBinder.Bind<ILent>(new GuestAbi(kernel, arena, 1 << 16));
        string?[] wrong = new string?[Threads];
        using Barrier start = new(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(own => new Thread(() =>
        {
            start.SignalAndWait();
            short[] data = new short[100];
            for (int round = 0; round < 300 && wrong[own] is null; round++)
            {
                Array.Fill(data, (short)((own * 1000) + round));
                bool isGood = calls.Spans([own, round], data).Value == own + round && !data.AsSpan().ContainsAnyExcept((short)(2 * ((own * 1000) + round)));
                wrong[own] = isGood ? null : $"round {round}";
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.IsEmpty(wrong.Where(found => found is not null));
    }

    [TestMethod]
    public void A_call_on_another_thread_reads_what_was_lent_on_the_callers()
    {
        using ArenaMemory arena = ArenaOrInconclusive();
        using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 4), new LentHandler());
        using TwoThreadAbi threads = new(kernel, new SyscallCaller(arena));
        ILent calls = SyscallBinder.Bind<ILent>(new LendingAbi(threads, new ArenaLender(arena, 4096)));
        Assert.AreEqual(3, calls.Text("abc").Value);
        Assert.AreEqual(new Five(8, 2, 3, 4, 5), calls.Area(8).Value);
    }

    [TestMethod]
    public void Proxies_and_messages_of_ABIs_that_lend_are_not_those_of_ABIs_that_do_not()
    {
        AbiShape shape = AbiShape.Packed(64, 3);
        using HostedKernel kernel = HostedKernel.Create(shape, new LentStreamHandler());
        BlockLender lender = new();
        Three<Option<long>> given = default;
        given[0] = 4;
        foreach (bool lends in (bool[])[false, true, false, true])
        {
            SyscallAbi abi = lends
                ? new LendingAbi(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender)
                : new DispatchAbi(kernel, SyscallCaller.CurrentProcess);
            Assert.AreEqual(4, SyscallBinder.Bind<ILentStream>(abi).Turn(given, "x").Value[2].Value);
            BoundSyscalls all = SyscallBinder.BindAll(SyscallTable.Of(typeof(ILentStream), typeof(Turned)), abi);
            all.Prepare();
            Assert.AreEqual(4, all.Get<ILentStream>().Turn(given, "x").Value[2].Value);
            Assert.AreEqual(4, abi.Perform<Turned, Three<Option<long>>, Errno>(new(given)).Value[2].Value);
            Assert.AreEqual(lends, Lent(lender) > 0);
            Assert.AreEqual(lends, SyscallEmission.List(all.Table, abi).Contains("LentStack", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void A_wrapper_lends_what_it_wraps_lends_and_an_ABI_is_asked_once()
    {
        using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 4), new LentHandler());
        BlockLender lender = new();
        WaveringAbi abi = new(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender);
        WrapperAbi wrapper = new(abi);
        Assert.AreSame(lender, wrapper.Lender);
        abi.Asked = 0;
        for (int round = 0; round < 3; round++)
        {
            Assert.AreEqual(3, SyscallBinder.Bind<ILent>(abi).Text("abc").Value);
            Assert.AreEqual(1, Lent(lender));
            Assert.AreEqual(1, abi.Asked);
        }
    }

    private static ArenaMemory ArenaOrInconclusive()
    {
        Kernel.TestKernel.NeedsNativeCode();
        return new(1 << 16, address: 0x1000);
    }

    /// <summary>How many pieces were lent since the last time.</summary>
    private static int Lent(BlockLender lender)
    {
        int before = s_seen.TryGetValue(lender, out object? seen) ? (int)seen : 0;
        s_seen.AddOrUpdate(lender, lender.Count);
        return lender.Count - before;
    }

    private static readonly ConditionalWeakTable<BlockLender, object> s_seen = [];

    private static void Over(string shape, Action<ILent, BlockLender> holds)
    {
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], new LentHandler());
        BlockLender lender = new();
        holds(SyscallBinder.Bind<ILent>(new LendingAbi(new LoopbackAbi(kernel, new SyscallCaller(lender.Memory)), lender)), lender);
        Assert.AreEqual(0, lender.Outstanding);
    }

    /// <summary>As users write one.</summary>
    private sealed class GuestAbi(HostedKernel kernel, ArenaMemory arena, int bytes) : DelegatingAbi(kernel.Connect(new SyscallCaller(arena)))
    {
        public override MemoryLender? Lender { get; } = new ArenaLender(arena, bytes);
    }

    /// <summary>Changes its mind.</summary>
    private sealed class WaveringAbi(SyscallAbi inner, MemoryLender lender) : DelegatingAbi(inner)
    {
        public int Asked { get; set; }

        public override MemoryLender? Lender => Asked++ == 0 ? lender : null;
    }
}
