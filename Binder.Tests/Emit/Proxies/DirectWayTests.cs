using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsCheck;

namespace Binder.Tests.Proxies;

/// <summary>Straight to the thunk and by a frame, the same call has the same number and the same six words.</summary>
[TestClass]
public sealed unsafe class DirectWayTests
{
    private static readonly int s_iterations = TestLength.Choose(300, 20_000);
    private static readonly byte[] s_bytes = GC.AllocateArray<byte>(64, pinned: true);
    private static readonly int[] s_ints = GC.AllocateArray<int>(64, pinned: true);
    private static readonly byte[] s_path = GC.AllocateArray<byte>(64, pinned: true);

    private readonly WrapperAbi _wrapper;
    private readonly IManySignatures _direct;
    private readonly IManySignatures _byTrap;

    public DirectWayTests()
    {
        WordsThunk.Required();
        _wrapper = new(WordsThunk.Abi);
        _direct = SyscallBinder.Bind<IManySignatures>(WordsThunk.Abi);
        _byTrap = SyscallBinder.Bind<IManySignatures>(_wrapper);
    }

    [TestMethod]
    public void Small_integers() => Check(
        Gen.Select(Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt),
        (calls, v) => calls.Small(v.Item1, v.Item2, v.Item3, v.Item4, v.Item5, v.Item6));

    [TestMethod]
    public void Large_integers_bool_and_char() => Check(
        Gen.Select(Gen.Long, Gen.ULong, Gen.Bool, Gen.Char),
        (calls, v) => calls.Large(v.Item1, v.Item2, (nint)v.Item1, (nuint)v.Item2, v.Item3, v.Item4));

    [TestMethod]
    public void Floats_enums_and_records() => Check(
        Gen.Select(Gen.UShort, Gen.UInt, Gen.ULong, Gen.Int, Gen.Short, Gen.Short),
        (calls, v) => calls.Floats(
            BitConverter.UInt16BitsToHalf(v.Item1),
            BitConverter.UInt32BitsToSingle(v.Item2),
            BitConverter.UInt64BitsToDouble(v.Item3),
            (ScalarTests.PlainSigned)v.Item4,
            new(v.Item5, v.Item6)));

    [TestMethod]
    public void Nested_and_generic_records() => Check(
        Gen.Select(Gen.Short, Gen.Short, Gen.Short, Gen.Short, Gen.Byte, Gen.Long),
        (calls, v) => calls.Records(new(new(v.Item1, v.Item2), new(v.Item3, v.Item4)), new(v.Item5, v.Item6)));

    [TestMethod]
    public void Spans() => Check(
        Gen.Select(Gen.Int[0, 64], Gen.Int[0, 64], Gen.Int, Gen.Bool),
        (calls, v) => calls.Spans(v.Item3, v.Item4 ? default : s_bytes.AsSpan(0, v.Item1), s_ints.AsSpan(v.Item2), v.Item3));

    [TestMethod]
    public void Spans_with_their_lengths_elsewhere() => Check(
        Gen.Select(Gen.Int[0, 64], Gen.Int[0, 62]),
        (calls, v) => calls.Lengths((ushort)v.Item1, s_bytes.AsSpan(0, v.Item1), s_ints.AsSpan(v.Item2, 2)));

    [TestMethod]
    public void References() => Check(
        Gen.Select(Gen.Int, Gen.Int[0, 63]),
        (calls, v) => calls.References(v.Item1, in s_ints[v.Item2], ref s_ints[63 - v.Item2], out s_bytes[v.Item2]));

    [TestMethod]
    public void Pointers_and_claims() => Check(
        Gen.Select(Gen.ULong, Gen.ULong, Gen.ULong),
        (calls, v) => calls.Pointers((byte*)v.Item1, (void**)v.Item2, new((nuint)v.Item3), new((nuint)v.Item1, (nuint)v.Item2)));

    [TestMethod]
    public void Strings_and_paths() => Check(
        Gen.Select(Gen.Int[0, 63], Gen.Long),
        (calls, v) =>
        {
            s_path.AsSpan().Fill((byte)'p');
            s_path[v.Item1] = 0;
            calls.Text(null, v.Item2, s_path.AsSpan(0, v.Item1 + 1));
        });

    [TestMethod]
    public void Handles() => Check(
        Gen.Select(Gen.Long, Gen.Int),
        (calls, v) =>
        {
            using HandleTests.TestHandle handle = new((nint)v.Item1);
            calls.Handle(v.Item2, handle, v.Item2);
        });

    [TestMethod]
    public void Short_calls() => Check(Gen.Select(Gen.Int, Gen.ULong), (calls, v) => calls.ShortCall(v.Item1, v.Item2));

    [TestMethod]
    public void Answers_are_the_same()
    {
        Gen<long> answers = Gen.OneOf(Gen.Long, Gen.Long[-5000, 5000]);
        answers.Sample(
            answer =>
            {
                WordsThunk.Answer = answer;
                return Outcome(_direct) == Outcome(_byTrap);
            },
            iter: s_iterations,
            threads: 1);
        WordsThunk.Answer = 0;

        static (Result<nint, Errno>, Result<bool, SyscallError<Errno>>) Outcome(IManySignatures calls) => (calls.Value(), calls.Truth());
    }

    private void Check<T>(Gen<T> values, Action<IManySignatures, T> call)
    {
        WordsThunk.Answer = 0;
        values.Sample(
            value =>
            {
                call(_direct, value);
                ulong[] straight = WordsThunk.Last;
                int before = _wrapper.Calls;
                call(_byTrap, value);
                return _wrapper.Calls == before + 1 && straight.AsSpan().SequenceEqual(WordsThunk.Last);
            },
            iter: s_iterations,
            threads: 1);
        Assert.AreNotEqual(0ul, WordsThunk.Last[0], "No call arrived.");
    }

    [SyscallInterface]
    internal interface IManySignatures
    {
        [Syscall(1)] void Small(sbyte a, byte b, short c, ushort d, int e, uint f);

        [Syscall(2)] void Large(long a, ulong b, nint c, nuint d, bool e, char f);

        [Syscall(3)] void Floats(Half a, float b, double c, ScalarTests.PlainSigned d, RecordTests.Point e);

        [Syscall(4)] void Records(RecordTests.Line a, RecordTests.Pair<byte, long> b);

        [Syscall(5)] void Spans(int a, ReadOnlySpan<byte> b, Span<int> c, int d);

        [Syscall(6)] void Lengths([LengthOf(nameof(b))] ushort a, ReadOnlySpan<byte> b, [FixedLength(2)] Span<int> c);

        [Syscall(7)] void References(int a, in int b, ref int c, out byte d);

        [Syscall(8)] void Pointers(byte* a, void** b, UserPointer<int> c, UserSlice<byte> d);

        [Syscall(9)] void Text(string? a, long b, [NulTerminated] ReadOnlySpan<byte> c);

        [Syscall(10)] void Handle(int a, SafeHandle b, int c);

        [Syscall(11), Short] void ShortCall(int a, ulong b);

        [Syscall(12)] Result<nint, Errno> Value();

        [Syscall(13)] Result<bool, SyscallError<Errno>> Truth();
    }
}
