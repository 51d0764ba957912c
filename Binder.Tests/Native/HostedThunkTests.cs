using Binder.Native;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class HostedThunkTests
{
    private const ulong Token = 0xFEDC_BA98_7654_3210;
    private const ulong Number = 0x8000_0000_0000_0007;
    private static readonly HostCode s_host = HostCode.Current;
    private static readonly int[] s_linux = s_host.Linux;
    private static readonly int[] s_carriers = s_host.Carriers;
    private static readonly int s_most = s_carriers.Length - 1;
    private static readonly Lazy<nint> s_caller = new(() => ExecutableMemory.Map(s_host.TrapWithKnownRegisters()).Address);

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DataRow(new[] { 0 })]
    [DataRow(new[] { 5, 0, 3 }, DisplayName = "three answers out of order")]
    [DataRow(new int[0], DisplayName = "no answer")]
    public void Frame_arrives_whole_by_the_registers_of_Linux_and_only_answers_come_back(int[] returns) => Check(s_linux, returns);

    [TestMethod]
    public void Callee_saved_registers_carry_words() =>
        Check(s_host.CalleeSaved, [.. Enumerable.Range(0, s_host.CalleeSaved.Length)]);

    [TestMethod]
    public void Every_register_alone_carries_its_word()
    {
        Check([], []);
        foreach (int register in s_carriers)
        {
            Check([register], [0]);
            Check([register], []);
        }
    }

    [TestMethod]
    public void Every_register_that_can_be_left_for_the_token_works()
    {
        foreach (int left in s_carriers)
        {
            int[] arguments = [.. s_carriers.Where(register => register != left)];
            Check(arguments, [.. Enumerable.Range(0, s_most)]);
            Check([.. arguments.Reverse()], [s_most - 1, 0]);
        }
    }

    [TestMethod]
    public void Random_shapes_work()
    {
        Random random = new(20);
        for (int i = 0; i < 200; i++)
        {
            int[] arguments = [.. s_carriers];
            random.Shuffle(arguments);
            Array.Resize(ref arguments, random.Next(0, s_most + 1));
            int[] returns = [.. Enumerable.Range(0, arguments.Length)];
            random.Shuffle(returns);
            Array.Resize(ref returns, random.Next(0, returns.Length + 1));
            Check(arguments, returns);
        }
    }

    [TestMethod]
    public void Entry_in_machine_code_sees_an_aligned_stack_and_may_clobber_what_is_its_own()
    {
        nint entryAddress = ExecutableMemory.Map(s_host.SpoilingEntry()).Address;

        for (int count = 1; count <= s_most; count++)
        {
            int[] arguments = s_carriers[..count];
            ulong[] frame = Frame(count);
            ulong[] before = [.. frame];

            CheckCalleeSaved(HostedThunks.For(arguments, [0], entryAddress, 0).Address, frame);

            Assert.AreEqual(0ul, frame[1] % 16, $"{count} arguments");
            CollectionAssert.AreEqual(before[2..], frame[2..]);
        }
    }

    [TestMethod]
    public void By_pointer_passes_the_very_frame_with_token_and_cookie()
    {
        const int words = 32;
        HostedPage page = HostedThunks.ByPointer(HostedEntries.Record, words);
        ulong[] frame = Frame(words);
        ulong[] before = [.. frame];

        fixed (ulong* start = frame)
        {
            CheckCalleeSaved(page.Address, frame);
            Assert.AreEqual((nuint)start, HostedEntries.Last.Frame);
        }

        Assert.AreEqual(Number, HostedEntries.Last.Number);
        CollectionAssert.AreEqual(before[1..^1], HostedEntries.Last.Words);
        Assert.AreEqual(Token, HostedEntries.Last.Token);
        Assert.AreEqual(0xBADul, frame[0], "It is the frame itself that the entry writes.");
        CollectionAssert.AreEqual(before[1..^1].Select(HostedEntries.Answer).ToArray(), frame[1..^1]);
    }

    [TestMethod]
    public void Entry_may_collect_garbage()
    {
        ulong* frame = stackalloc ulong[7];
        NativeCall.HostedTrap(HostedThunks.For(s_linux, [0], HostedEntries.Collect, 0).Address, frame, 0);

        Assert.AreEqual(100ul, frame[1]);
    }

    [TestMethod]
    public void Entry_may_trap_again()
    {
        nint page = HostedThunks.For(s_linux, [0], HostedEntries.Nest, 0).Address;
        ulong* frame = stackalloc ulong[7];
        new Span<ulong>(frame, 7).Clear();
        frame[1] = 100;

        NativeCall.HostedTrap(page, frame, (ulong)page);

        Assert.AreEqual(100ul, frame[1]);
    }

    [TestMethod]
    public void Threads_share_a_page_beside_collections()
    {
        nint page = HostedThunks.For(s_linux, [0], HostedEntries.Increment, 0).Address;
        const int calls = 50_000;
        ulong[] sums = new ulong[4];
        Thread[] threads = [.. sums.Select((_, i) => new Thread(() =>
        {
            ulong* frame = stackalloc ulong[7];
            frame[1] = 0;
            for (int call = 0; call < calls; call++) { NativeCall.HostedTrap(page, frame, 0); } sums[i] = frame[1];
        }))];
        Array.ForEach(threads, thread => thread.Start());
        for (int i = 0; i < 20; i++)
        {
            GC.Collect();
        }

        Array.ForEach(threads, thread => thread.Join());

        CollectionAssert.AreEqual(new ulong[] { calls, calls, calls, calls }, sums);
    }

    [TestMethod]
    public void Trap_allocates_nothing()
    {
        nint page = HostedThunks.For(s_linux, [0], HostedEntries.Increment, 0).Address;
        long Run(int calls)
        {
            ulong* frame = stackalloc ulong[7];
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                NativeCall.HostedTrap(page, frame, 0);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Run(1);
        Assert.AreEqual(0, Run(10_000));
    }

    [TestMethod]
    public void Equal_wishes_share_a_page_and_different_ones_do_not()
    {
        HostedPage page = HostedThunks.For(s_linux, [0], 1000, 1);

        Assert.AreSame(page, HostedThunks.For([.. s_linux], [0], 1000, 1));
        HostedPage[] others =
        [
            page,
            HostedThunks.For([s_linux[1], s_linux[0], .. s_linux[2..]], [0], 1000, 1),
            HostedThunks.For(s_linux, [1], 1000, 1),
            HostedThunks.For(s_linux, [0], 1001, 1),
            HostedThunks.For(s_linux, [0], 1000, 2),
            HostedThunks.ByPointer(1000, 1),
        ];
        Assert.AreEqual(others.Length, others.Select(other => other.Address).Distinct().Count());
        Assert.AreSame(others[^1], HostedThunks.ByPointer(1000, 1));
    }

    [TestMethod]
    [DataRow(true, new[] { 7, 6, 2, 10, 8, 9 })]
    [DataRow(true, new int[0])]
    [DataRow(true, new[] { 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 })]
    [DataRow(false, new[] { 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 }, DisplayName = "no register for the token")]
    [DataRow(false, new[] { 0 }, DisplayName = "rax is the number's")]
    [DataRow(false, new[] { 4 }, DisplayName = "rsp is the stack's")]
    [DataRow(false, new[] { 16 })]
    [DataRow(false, new[] { 32 }, DisplayName = "beyond the width of a shift")]
    [DataRow(false, new[] { -1 })]
    [DataRow(false, new[] { 7, 6, 7 }, DisplayName = "twice")]
    public void On_x64_only_distinct_registers_that_leave_one_for_the_token_are_carried(bool expected, int[] arguments)
    {
        Assert.AreEqual(expected, X64HostedThunk.CanCarry(arguments));
        Refused(!expected, () => X64HostedThunk.Assemble(arguments, [], 1, 0, out _));
    }

    [TestMethod]
    [DataRow(true, new[] { 0, 1, 2, 3, 4, 5 })]
    [DataRow(true, new int[0])]
    [DataRow(true, new[] { 28, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26 })]
    [DataRow(false, new[] { 28, 0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27 }, DisplayName = "no register for the token")]
    [DataRow(false, new[] { 8 }, DisplayName = "x8 is the number's")]
    [DataRow(false, new[] { 18 }, DisplayName = "x18 is the platform's")]
    [DataRow(false, new[] { 29 }, DisplayName = "x29 is the frame's")]
    [DataRow(false, new[] { 30 }, DisplayName = "x30 is the link")]
    [DataRow(false, new[] { 31 }, DisplayName = "sp is the stack's")]
    [DataRow(false, new[] { 40 }, DisplayName = "beyond the width of a shift")]
    [DataRow(false, new[] { -1 })]
    [DataRow(false, new[] { 1, 0, 1 }, DisplayName = "twice")]
    public void On_arm64_only_distinct_registers_that_leave_one_for_the_token_are_carried(bool expected, int[] arguments)
    {
        Assert.AreEqual(expected, Arm64HostedThunk.CanCarry(arguments));
        Refused(!expected, () => Arm64HostedThunk.Assemble(arguments, [], 1, 0, out _));
    }

    [TestMethod]
    public void What_the_host_cannot_carry_is_refused_by_the_page()
    {
        Assert.IsTrue(HostedThunks.CanCarry(s_linux));
        Assert.IsFalse(HostedThunks.CanCarry([s_host.NumberRegister]));
        Refused(true, () => HostedThunks.For([s_host.NumberRegister], [], 1, 0));
    }

    [TestMethod]
    [DataRow(new[] { 6 })]
    [DataRow(new[] { -1 })]
    [DataRow(new[] { 2, 2 })]
    public void Return_registers_that_are_no_indices_are_refused(int[] returns)
    {
        ArgumentException refusal = Assert.ThrowsExactly<ArgumentException>(() => HostedThunks.For(s_linux, returns, 1, 0));
        Assert.Contains("name different indices of the 6 argument registers", refusal.Message);
    }

    private static void Refused(bool refused, Action assemble)
    {
        if (refused)
        {
            Assert.Contains("or pass frames by pointer", Assert.ThrowsExactly<ArgumentException>(assemble).Message);
        }
        else
        {
            assemble();
        }
    }

    private static void Check(int[] arguments, int[] returns)
    {
        string shape = $"[{string.Join(',', arguments)}] → [{string.Join(',', returns)}]";
        ulong[] frame = Frame(arguments.Length);
        ulong[] expected = [.. frame];
        foreach (int word in returns)
        {
            expected[1 + word] = HostedEntries.Answer(frame[1 + word]);
        }

        ulong[] before = [.. frame];

        CheckCalleeSaved(HostedThunks.For(arguments, returns, HostedEntries.Record, arguments.Length).Address, frame);

        HostedEntries.Seen seen = HostedEntries.Last;
        Assert.AreEqual(0u, seen.Frame % 16, shape);
        Assert.AreEqual(Number, seen.Number, shape);
        Assert.AreEqual(Token, seen.Token, shape);
        CollectionAssert.AreEqual(before[1..^1], seen.Words, shape);
        CollectionAssert.AreEqual(expected, frame, shape);
    }

    /// <summary>The number, random words, and one more that nobody may touch.</summary>
    private static ulong[] Frame(int words)
    {
        ulong[] frame = new ulong[words + 2];
        Random.Shared.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.AsSpan()));
        frame[0] = Number;
        return frame;
    }

    /// <summary>Traps with known values in the callee-saved registers, and compares them after.</summary>
    private static void CheckCalleeSaved(nint trap, ulong[] frame)
    {
        int[] saved = s_host.CalleeSaved;
        ulong* after = stackalloc ulong[saved.Length];
        fixed (ulong* start = frame)
        {
            ((delegate* unmanaged<ulong*, void*, ulong, nint, void>)s_caller.Value)(after, start, Token, trap);
        }

        for (int i = 0; i < saved.Length; i++)
        {
            Assert.AreEqual(HostCode.Known(saved[i]), (long)after[i], $"register {saved[i]}");
        }
    }
}
