using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Tests.Emit.Lent;
using Binder.Tests.Native;

namespace Binder.Tests.Proxies;

/// <summary>No call path allocates, whatever its parameters are.</summary>
[TestClass]
public sealed unsafe class AllocationTests
{
    private const int Calls = 1000;

    private static readonly byte[] s_bytes = [.. Enumerable.Repeat((byte)'x', 3000)];
    private static readonly string s_long = new('€', 20_000);
    private static readonly HandleTests.TestHandle s_handle = new(5);
    private static int s_int;

    private static Dictionary<string, Action<IAllocating>> Paths { get; } = new()
    {
        ["nothing"] = calls => calls.Nothing(),
        ["scalars"] = calls => calls.Scalars(1, true, 'c', 1.5f, 2.5, (Half)1),
        ["short"] = calls => calls.Short(1),
        ["record"] = calls => calls.Record(new(new(1, 2), new(3, 4))),
        ["spans"] = calls => calls.Spans(s_bytes, s_bytes, s_bytes),
        ["span on the stack"] = calls => calls.Spans(stackalloc byte[10], default, default),
        ["lengths"] = calls => calls.Lengths(s_bytes, s_bytes.Length, s_bytes.AsSpan(0, 2)),
        ["short string"] = calls => calls.Text("/etc/passwd"),
        ["long string"] = calls => calls.Text(s_long),
        ["null string"] = calls => calls.Text(null),
        ["short path"] = calls => calls.Path("/etc/passwd"u8),
        ["long path"] = calls => calls.Path(s_bytes),
        ["references"] = calls => calls.References(1, ref s_int, out _),
        ["handle"] = calls => calls.Handle(s_handle),
        ["result"] = calls => calls.Result(),
        ["result of everything"] = calls => calls.Everything(),
        ["bool"] = calls => calls.Truth(),
        ["area"] = calls => calls.Area(),
        ["body"] = calls => calls.Body(),
    };

    private static IEnumerable<string> Names => Paths.Keys;

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void No_call_by_trap_allocates(string path) => AssertQuiet(path, SyscallBinder.Bind<IAllocating>(new QuietAbi(Shapes.Linux)));

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void No_call_straight_to_the_thunk_allocates(string path)
    {
        WordsThunk.Required();
        WordsThunk.Answer = 0;
        AssertQuiet(path, SyscallBinder.Bind<IAllocating>(WordsThunk.Abi));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void No_call_with_counted_strings_allocates(string path) =>
        AssertQuiet(path, SyscallBinder.Bind<IAllocating>(new QuietAbi(Shapes.Counted)));

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void No_call_with_lent_memory_allocates(string path)
    {
        BlockLender lender = new();
        AssertQuiet(path, SyscallBinder.Bind<IAllocating>(new LendingAbi(new QuietAbi(Shapes.Linux), lender)));
        Assert.AreEqual(0, lender.Outstanding);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void No_call_with_memory_of_an_arena_allocates(string path)
    {
        NativeMachine.Required();
        using ArenaMemory arena = new(1 << 18);
        AssertQuiet(path, SyscallBinder.Bind<IAllocating>(new LendingAbi(new QuietAbi(Shapes.Counted), new ArenaLender(arena, 1 << 18))));
    }

    [TestMethod]
    public void No_error_that_is_a_value_allocates()
    {
        IAllocating calls = SyscallBinder.Bind<IAllocating>(new QuietAbi(Shapes.Linux) { Answer = -2 });
        Assert.AreEqual(Errno.ENOENT, calls.Result().Error);
        AssertQuiet("result", calls);
        AssertQuiet("result of everything", calls);
    }

    [TestMethod]
    public void No_untyped_call_allocates()
    {
        QuietAbi abi = new(Shapes.Linux);
        AssertNothing(() =>
        {
            abi.Call(1, 2, 3u, 4L);
            abi.Call(1, [(nuint)2]);
        });
    }

    private static void AssertQuiet(string path, IAllocating calls)
    {
        Action<IAllocating> call = Paths[path];
        AssertNothing(() => call(calls));
    }

    private static void AssertNothing(Action call)
    {
        // The runtime may once make something for itself on this thread, as code is replaced; what a call allocates, every run shows.
        Run(call, 10);
        Assert.AreEqual(0, Math.Min(Run(call, Calls), Run(call, Calls)));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static long Run(Action call, int calls)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                call();
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    internal readonly record struct Two(long First, long Second);

    [SyscallInterface]
    internal interface IAllocating
    {
        [Syscall(1)] void Nothing();

        [Syscall(2)] void Scalars(int a, bool b, char c, float d, double e, Half f);

        [Syscall(3), Short] void Short(int a);

        [Syscall(4)] void Record(RecordTests.Line a);

        [Syscall(5)] void Spans(ReadOnlySpan<byte> a, Span<byte> b, [Out] Span<byte> c);

        [Syscall(6)] void Lengths(ReadOnlySpan<byte> a, [LengthOf(nameof(a))] int b, [FixedLength(2)] Span<byte> c);

        [Syscall(7)] void Text(string? a);

        [Syscall(8)] void Path([NulTerminated] ReadOnlySpan<byte> a);

        [Syscall(9)] void References(in int a, ref int b, out Two c);

        [Syscall(10)] void Handle(SafeHandle a);

        [Syscall(11)] Result<nint, Errno> Result();

        [Syscall(12)] Result<int, SyscallError<Errno>> Everything();

        [Syscall(13)] bool Truth();

        [Syscall(14)] Two Area();

        void Body() => Scalars(1, false, 'c', 1, 2, default);
    }

    private sealed class QuietAbi(AbiShape shape) : SyscallAbi(shape)
    {
        public long Answer { get; init; }

        public override void Trap(ref TrapFrame frame) => frame[0] = (ulong)Answer;
    }
}
