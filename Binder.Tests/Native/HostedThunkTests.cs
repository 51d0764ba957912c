using Binder.Native;
using static Binder.Native.X64Register;

namespace Binder.Tests.Native;

[TestClass]
public sealed unsafe class HostedThunkTests
{
    private const ulong Token = 0xFEDC_BA98_7654_3210;
    private const ulong Number = 0x8000_0000_0000_0007;
    private static readonly int[] s_linux = [7, 6, 2, 10, 8, 9];
    private static readonly int[] s_carriers = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15];
    private static readonly X64Register[] s_calleeSaved = [Rbx, Rbp, R12, R13, R14, R15];

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DataRow(new[] { 7, 6, 2, 10, 8, 9 }, new[] { 0 }, DisplayName = "Linux")]
    [DataRow(new[] { 7, 6, 2, 10, 8, 9 }, new[] { 5, 0, 3 }, DisplayName = "Linux registers, three answers out of order")]
    [DataRow(new[] { 3, 5, 12, 13, 14, 15 }, new[] { 0, 1, 2, 3, 4, 5 }, DisplayName = "callee-saved registers")]
    [DataRow(new[] { 7 }, new[] { 0 }, DisplayName = "rdi alone")]
    [DataRow(new[] { 6 }, new[] { 0 }, DisplayName = "rsi alone")]
    [DataRow(new[] { 11 }, new[] { 0 }, DisplayName = "r11 alone")]
    [DataRow(new[] { 15 }, new int[0], DisplayName = "r15 alone, no answer")]
    [DataRow(new int[0], new int[0], DisplayName = "no arguments")]
    [DataRow(new[] { 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 }, new[] { 12, 5, 0 }, DisplayName = "13, token in r15")]
    [DataRow(new[] { 15, 14, 13, 12, 11, 10, 9, 8, 6, 5, 3, 2, 1 }, new[] { 0, 8 }, DisplayName = "13, token in rdi")]
    [DataRow(new[] { 7, 1, 2, 3, 5, 8, 9, 10, 11, 12, 13, 14, 15 }, new[] { 0 }, DisplayName = "13, token in rsi")]
    public void Frame_arrives_whole_and_only_answers_come_back(int[] arguments, int[] returns) => Check(arguments, returns);

    [TestMethod]
    public void Every_register_that_can_be_left_for_the_token_works()
    {
        foreach (int left in s_carriers)
        {
            int[] arguments = [.. s_carriers.Where(register => register != left)];
            Check(arguments, [.. Enumerable.Range(0, 13)]);
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
            Array.Resize(ref arguments, random.Next(0, 14));
            int[] returns = [.. Enumerable.Range(0, arguments.Length)];
            random.Shuffle(returns);
            Array.Resize(ref returns, random.Next(0, returns.Length + 1));
            Check(arguments, returns);
        }
    }

    [TestMethod]
    public void Entry_in_machine_code_sees_an_aligned_stack_and_may_clobber_what_is_its_own()
    {
        // Word 0 becomes the stack pointer, then every caller-saved register is spoiled.
        X64Assembler entry = new();
        entry.Store(Rdi, 8, Rsp);
        foreach (X64Register register in (X64Register[])[Rax, Rcx, Rdx, Rsi, Rdi, R8, R9, R10, R11])
        {
            entry.Constant(register, 0x0BAD_0BAD_0BAD_0BAD);
        }

        entry.Return();
        nint entryAddress = ExecutableMemory.Map(entry.ToArray()).Address;

        for (int count = 1; count <= 13; count++)
        {
            int[] arguments = s_carriers[..count];
            ulong[] frame = Frame(count);
            ulong[] before = [.. frame];

            CheckCalleeSaved(HostedThunks.For(arguments, [0], entryAddress, 0).Address, frame);

            // The return address is on the stack by then.
            Assert.AreEqual(8ul, frame[1] % 16, $"{count} arguments");
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

        Assert.AreSame(page, HostedThunks.For([7, 6, 2, 10, 8, 9], [0], 1000, 1));
        HostedPage[] others =
        [
            page,
            HostedThunks.For([6, 7, 2, 10, 8, 9], [0], 1000, 1),
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
    public void Carried_are_only_distinct_registers_that_leave_one_for_the_token(bool expected, int[] arguments)
    {
        Assert.AreEqual(expected, HostedThunks.CanCarry(arguments));
        if (!expected)
        {
            ArgumentException refusal = Assert.ThrowsExactly<ArgumentException>(() => HostedThunks.For(arguments, [], 1, 0));
            Assert.Contains("or pass frames by pointer", refusal.Message);
        }
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
        ulong* after = stackalloc ulong[s_calleeSaved.Length];
        fixed (ulong* start = frame)
        {
            ((delegate* unmanaged<ulong*, void*, ulong, nint, void>)s_caller.Value)(after, start, Token, trap);
        }

        for (int i = 0; i < s_calleeSaved.Length; i++)
        {
            Assert.AreEqual(Known(s_calleeSaved[i]), (long)after[i], s_calleeSaved[i].ToString());
        }
    }

    private static long Known(X64Register register) => 0x1111_1111_1111_1111 * (int)register;

    /// <summary>A C function (where to store the callee-saved registers, frame, token, trap).</summary>
    private static readonly Lazy<nint> s_caller = new(() =>
    {
        X64Assembler code = new();
        foreach (X64Register register in s_calleeSaved)
        {
            code.Push(register);
        }

        code.Push(Rdi);
        foreach (X64Register register in s_calleeSaved)
        {
            code.Constant(register, Known(register));
        }

        code.Move(Rdi, Rsi);
        code.Move(Rsi, Rdx);
        code.Call(Rcx);
        code.Pop(Rdi);
        for (int i = 0; i < s_calleeSaved.Length; i++)
        {
            code.Store(Rdi, 8 * i, s_calleeSaved[i]);
        }

        foreach (X64Register register in s_calleeSaved.Reverse())
        {
            code.Pop(register);
        }

        code.Return();
        return ExecutableMemory.Map(code.ToArray()).Address;
    });
}
