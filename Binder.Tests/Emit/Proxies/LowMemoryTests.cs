using System.Text;
using Binder.Boundary;
using Binder.Tests.Native;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Proxies;

/// <summary>Where a shape has no room for this process's addresses, proxies send those of copies below 4 GiB.</summary>
[TestClass]
public sealed unsafe class LowMemoryTests
{
    private static readonly Dictionary<string, AbiShape> s_shapes = new()
    {
        ["registers of 32 bits"] = Shapes.Narrow,
        ["registers of 32 bits, refusing"] = Shapes.StrictNarrow,
        ["registers of 32 bits, pointers of 64"] = Shapes.Narrow with { PointerBits = 64 },
        ["pointers of 32 bits"] = Shapes.ShortPointers,
    };

    private ScratchMark _before;

    public static IEnumerable<string> AllShapes => s_shapes.Keys;

    [TestInitialize]
    public void NeedsNativeCode()
    {
        NativeMachine.Required();
        _before = ScratchStack.CurrentLow.Mark();
    }

    [TestCleanup]
    public void Everything_is_given_back() => Assert.AreEqual(_before, ScratchStack.CurrentLow.Mark());

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_span_is_copied_in_and_back_unless_it_is_read_only(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        ILowMemory calls = kernel.Bind<ILowMemory>();
        int[] read = [1, -2, 3];
        kernel.OnCall = (ref frame) =>
        {
            CollectionAssert.AreEqual(read, Memory.Values<int>(Low(frame[0]), (int)frame[1]));
            Memory.Count(frame[0], 12);
        };
        calls.Read(read);
        CollectionAssert.AreEqual((int[])[1, -2, 3], read);

        short[] changed = [5, 6];
        kernel.OnCall = (ref frame) =>
        {
            Assert.AreEqual(2UL, frame[1]);
            Memory.At<short>(Low(frame[0]) + 2) += 100;
        };
        Assert.IsTrue(calls.Change(changed).IsOk);
        CollectionAssert.AreEqual((short[])[5, 106], changed);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void What_the_kernel_leaves_alone_is_unchanged(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]) { OnCall = (ref frame) => Memory.At<byte>(Low(frame[0])) = 9 };
        ILowMemory calls = kernel.Bind<ILowMemory>();
        byte[] filled = [1, 2, 3];
        calls.Fill(filled);
        CollectionAssert.AreEqual((byte[])[9, 2, 3], filled);

        kernel.OnCall = null;
        kernel.Answer = -(long)Errno.EIO;
        Assert.AreEqual(Errno.EIO, calls.Fill(filled).Error);
        CollectionAssert.AreEqual((byte[])[9, 2, 3], filled);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_default_span_is_address_0_and_an_empty_one_has_an_address(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        ILowMemory calls = kernel.Bind<ILowMemory>();
        calls.Read(default);
        Assert.AreEqual((0UL, 0UL), (kernel.Words[0], kernel.Words[1]));
        calls.Change(default);
        Assert.AreEqual((0UL, 0UL), (kernel.Words[0], kernel.Words[1]));
        calls.Path(default);
        Assert.AreEqual(0UL, kernel.Words[0]);
        calls.Text(null);
        Assert.AreEqual(0UL, kernel.Words[0]);

        calls.Read(new int[1].AsSpan(1));
        Low(kernel.Words[0]);
        Assert.AreEqual(0UL, kernel.Words[1]);
        calls.Change(new short[3].AsSpan(0, 0));
        Low(kernel.Words[0]);
        Assert.AreEqual(0UL, kernel.Words[1]);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Strings_and_paths_are_bytes_and_a_NUL(string shape)
    {
        string seen = "";
        ScriptedKernel kernel = new(s_shapes[shape]) { OnCall = (ref frame) => seen = Memory.Text(Low(frame[0])) };
        ILowMemory calls = kernel.Bind<ILowMemory>();
        foreach (string text in (string[])["", "x", "ä€😀", new('y', 1000), new('€', 100_000)])
        {
            calls.Text(text);
            Assert.AreEqual(text, seen);
            calls.Path(Encoding.UTF8.GetBytes(text));
            Assert.AreEqual(text, seen);
            calls.Path([.. Encoding.UTF8.GetBytes(text), 0]);
            Assert.AreEqual(text, seen);
        }

        kernel.OnCall = (ref frame) => seen = Memory.Text(Low(frame[0])) + "+" + Memory.Text(Low(frame[1]));
        calls.Both("one", "two"u8);
        Assert.AreEqual("one+two", seen);
    }

    [TestMethod]
    public void Counted_strings_are_bytes_and_their_count()
    {
        string? seen = "";
        ScriptedKernel kernel = new(Shapes.Narrow with { Strings = StringForm.Counted });
        kernel.OnCall = (ref frame) => seen = Encoding.UTF8.GetString(Memory.Bytes(Low(frame[0]), frame[1]));
        ILowMemory calls = kernel.Bind<ILowMemory>();
        foreach (string text in (string[])["", "a\0b", "ä€", new('€', 100_000)])
        {
            calls.Text(text);
            Assert.AreEqual(text, seen);
        }

        kernel.OnCall = null;
        calls.Text(null);
        Assert.AreEqual((0UL, 0UL), (kernel.Words[0], kernel.Words[1]));
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void What_cannot_be_said_is_refused_and_everything_given_back(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        ILowMemory calls = kernel.Bind<ILowMemory>();
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Text("a\0b"));
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Text("\ud800"));
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Path("a\0b"u8));
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Both("fine", "a\0b"u8));
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Lengths(new int[2], 9, [1, 2]));
        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Lengths(new int[2], 8, [1]));
        Assert.AreEqual(0, kernel.Calls);
        calls.Lengths(new int[2], 8, [1, 2]);
        Assert.AreEqual(8UL, kernel.Words[1]);
        Assert.AreNotEqual(Low(kernel.Words[0]), Low(kernel.Words[2]));
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void References_are_copied_the_way_they_say(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        LowPair[] seen = [];
        kernel.OnCall = (ref frame) =>
        {
            seen = [Memory.At<LowPair>(Low(frame[0])), Memory.At<LowPair>(Low(frame[1])), Memory.At<LowPair>(Low(frame[2]))];
            for (int i = 0; i < 3; i++)
            {
                Memory.At<LowPair>(frame[i]) = new(10 + i, 2, 3);
            }
        };
        ILowMemory calls = kernel.Bind<ILowMemory>();
        LowPair one = new(1, 1, 1), two = new(2, 2, 2), three = new(3, 3, 3);
        Assert.IsTrue(calls.References(one, ref two, out three).IsOk);
        CollectionAssert.AreEqual((LowPair[])[new(1, 1, 1), new(2, 2, 2), default], seen);
        Assert.AreEqual((new(1, 1, 1), new(11, 2, 3), new(12, 2, 3)), (one, two, three));

        kernel.OnCall = null;
        kernel.Answer = -(long)Errno.EFAULT;
        Assert.AreEqual(Errno.EFAULT, calls.References(one, ref two, out three).Error);
        Assert.AreEqual((new(11, 2, 3), default), (two, three));
    }

    [TestMethod]
    public void A_reference_to_a_pointer_is_copied_as_the_word_it_is()
    {
        ScriptedKernel kernel = new(Shapes.ShortPointers);
        kernel.OnCall = (ref frame) => Memory.At<ulong>(Low(frame[0])) += 1;
        byte* pointer = (byte*)0x1234_5678_9ABC;
        kernel.Bind<ILowMemory>().Pointer(ref pointer);
        Assert.AreEqual(0x1234_5678_9ABDUL, (ulong)pointer);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_return_area_is_zero_and_comes_back(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        byte[] before = [];
        kernel.OnCall = (ref frame) =>
        {
            before = Memory.Bytes(Low(frame[1]), (ulong)sizeof(LowPair));
            Memory.At<LowPair>(frame[1]) = new((int)frame[0], 6, 7);
        };
        ILowMemory calls = kernel.Bind<ILowMemory>();
        for (int value = 1; value < 3; value++)
        {
            Memory.DirtyStack();
            Assert.AreEqual(new LowPair(value, 6, 7), calls.Area(value));
            CollectionAssert.AreEqual(new byte[sizeof(LowPair)], before);
            Assert.AreEqual(new LowPair(value, 6, 7), calls.TryArea(value).Value);
            CollectionAssert.AreEqual(new byte[sizeof(LowPair)], before);
        }

        kernel.Answer = -(long)Errno.EIO;
        Assert.AreEqual(Errno.EIO, calls.TryArea(1).Error);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Nested_calls_take_the_next_piece(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        ILowMemory calls = kernel.Bind<ILowMemory>();
        HashSet<ulong> addresses = [];
        int depth = 0;
        kernel.OnCall = (ref frame) =>
        {
            ulong address = Low(frame[0]);
            addresses.Add(address);
            int own = ++depth;
            if (own < 20)
            {
                short[] inner = new short[own * 1000];
                Array.Fill(inner, (short)own);
                calls.Change(inner);
                Assert.AreEqual((short)-own, inner[^1]);
            }

            int count = (int)frame[1];
            CollectionAssert.AreEqual(Enumerable.Repeat((short)(own - 1), count).ToArray(), Memory.Values<short>(address, count));
            new Span<short>((void*)address, count).Fill((short)-(own - 1));
        };
        calls.Change(new short[7]);
        Assert.HasCount(20, addresses);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_way_that_throws_gives_back_too(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]) { OnCall = (ref frame) => throw new TimeoutException() };
        ILowMemory calls = kernel.Bind<ILowMemory>();
        Assert.ThrowsExactly<TimeoutException>(() => calls.Read(new int[100_000]));
        Assert.AreEqual(_before, ScratchStack.CurrentLow.Mark());
        Assert.ThrowsExactly<TimeoutException>(() => calls.Area(1));
        Assert.ThrowsExactly<TimeoutException>(() => calls.Text("text"));
    }

    [TestMethod]
    public void A_call_without_addresses_needs_no_memory()
    {
        ScriptedKernel kernel = new(Shapes.Narrow) { Answer = 3 };
        LowMemoryThread.Refused(() => Assert.AreEqual(3, kernel.Bind<ILowMemory>().Scalars(1, 2)));
        Assert.AreEqual(1, kernel.Calls);
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void Without_low_memory_nothing_is_sent_and_the_answer_is_the_kernels_own_for_no_memory(string shape)
    {
        ScriptedKernel kernel = new(s_shapes[shape]);
        ILowMemory calls = kernel.Bind<ILowMemory>();
        LowMemoryThread.Refused(() =>
        {
            short[] data = [1, 2];
            Assert.AreEqual(Errno.ENOMEM, calls.Change(data).Error);
            CollectionAssert.AreEqual((short[])[1, 2], data);
            Assert.AreEqual(SyscallError.Failed(Errno.ENOMEM), calls.Everything([1]).Error);
            LowPair two = new(1, 2, 3);
            Assert.AreEqual(Errno.ENOMEM, calls.References(default, ref two, out LowPair three).Error);
            Assert.AreEqual((new(1, 2, 3), default), (two, three));
            Assert.AreEqual(Errno.ENOMEM, calls.TryArea(1).Error);
            foreach (Action call in (Action[])[() => calls.Read([1]), () => calls.Text("x"), () => calls.Path("x"u8), () => calls.Area(1), () => calls.Both("", ""u8)])
            {
                SyscallException failed = Assert.ThrowsExactly<SyscallException>(call);
                Assert.IsTrue(failed.Is(Errno.ENOMEM), failed.Message);
            }

            // What needs none goes on.
            Assert.AreEqual(0, kernel.Calls);
            calls.Read(default);
            Assert.AreEqual(1, kernel.Calls);
        });
        Assert.IsTrue(calls.Change([1]).IsOk);
    }

    [TestMethod]
    public void A_call_whose_second_copy_has_no_room_gives_back_the_first_and_the_handle()
    {
        ScriptedKernel kernel = new(Shapes.Narrow);
        ILowHandle calls = kernel.Bind<ILowHandle>();
        using SafeFileHandle handle = new(3, ownsHandle: false);
        LowMemoryThread.RefusedAfter(() => calls.Text("x"), () =>
        {
            ScratchMark mark = ScratchStack.CurrentLow.Mark();
            Assert.AreEqual(Errno.ENOMEM, calls.Handle(handle, "small", new byte[1_000_000]).Error);
            Assert.AreEqual(1, kernel.Calls);
            Assert.AreEqual(mark, ScratchStack.CurrentLow.Mark());
            Assert.IsTrue(calls.Handle(handle, "small", new byte[10]).IsOk);
        });
        handle.Close();
        Assert.IsTrue(handle.IsClosed);
        Assert.ThrowsExactly<ObjectDisposedException>(() => calls.Handle(handle, "", default));
    }

    [TestMethod]
    public void Threads_do_not_see_each_others_copies()
    {
        const int Threads = 8;
        SyscallAbi abi = new Doubling(Shapes.Narrow);
        ILowMemory calls = SyscallBinder.Bind<ILowMemory>(abi);
        string?[] wrong = new string?[Threads];
        using Barrier start = new(Threads);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(own => new Thread(() =>
        {
            start.SignalAndWait();
            short[] data = new short[1000];
            for (int round = 0; round < 200 && wrong[own] is null; round++)
            {
                Array.Fill(data, (short)((own * 1000) + round));
                calls.Change(data);
                wrong[own] = data.AsSpan().ContainsAnyExcept((short)(2 * ((own * 1000) + round))) ? $"round {round}" : null;
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.IsEmpty(wrong.Where(found => found is not null));
    }

    private static ulong Low(ulong address)
    {
        Assert.AreNotEqual(0UL, address);
        Assert.IsLessThan(1UL << 32, address);
        return address;
    }

    private sealed class Doubling(AbiShape shape) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame)
        {
            foreach (ref short value in new Span<short>((void*)frame[0], (int)frame[1]))
            {
                value *= 2;
            }

            frame[0] = 0;
        }
    }
}
