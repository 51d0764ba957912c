using Binder.Tests.Emit.Dispatch;
using CsCheck;
using Microsoft.Win32.SafeHandles;
using SafeHandle = System.Runtime.InteropServices.SafeHandle;

namespace Binder.Tests.Emit.Answers;

/// <summary>Registers of 128 bits: two words of the frame each, filled by the user side and checked by the kernel's.</summary>
[TestClass]
public sealed class WideRegisterTests
{
    private static readonly AbiShape s_refusing = new() { RegisterBits = 128, ArgumentRegisters = RegisterList.Range(0, 16), ReturnRegisters = [1], Alignment = AlignmentRule.Checked };

    private static readonly Gen<ulong> s_words = Gen.OneOf(
        Gen.ULong, Gen.Const(0ul), Gen.Const(ulong.MaxValue), Gen.ULong[0, 2], Gen.Int[-4100, 2].Select(value => (ulong)(long)value), Gen.Int.Select(value => (ulong)(long)value));

    [TestMethod]
    public void The_largest_values_travel_whole_in_both_directions()
    {
        Echo128 handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_refusing, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IEcho128 calls = SyscallBinder.Bind<IEcho128>(abi);
            Assert.AreEqual(Int128.MaxValue, calls.Signed(Int128.MaxValue).Value);
            Assert.AreEqual(Int128.MinValue, calls.Signed(Int128.MinValue).Value);
            Assert.AreEqual(-4096, calls.Signed(-4096).Value);
            Assert.AreEqual(UInt128.MaxValue - 4095, calls.Unsigned(UInt128.MaxValue - 4095).Value);
            Assert.AreEqual((UInt128)ulong.MaxValue, calls.Unsigned(ulong.MaxValue).Value);
            Assert.AreEqual(UInt128.MaxValue << 64, calls.Unsigned(UInt128.MaxValue << 64).Value);

            // This one looks like an error: it does not come back as another value, nor as success.
            Assert.AreEqual(Errno.EIO, calls.Unsigned(UInt128.MaxValue).Error);
            Assert.AreEqual(UInt128.MaxValue, handler.LastUnsigned);
            Assert.AreEqual(ulong.MaxValue, calls.Long(ulong.MaxValue).Value);
        }

        TrapFrame frame = new(2, ulong.MaxValue, ulong.MaxValue, 5, 6);
        kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
        Assert.AreEqual(UInt128.MaxValue, handler.LastUnsigned);
        Assert.AreEqual((unchecked((ulong)-5), ulong.MaxValue), (frame[2], frame[3]));
    }

    [TestMethod]
    public void The_largest_values_travel_whole_under_tags_too()
    {
        Answering<UInt128, Int128> handler = new();
        using HostedKernel kernel = HostedKernel.Create(TaggedShapes.Of(128), handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            handler.Next = UInt128.MaxValue;
            Assert.AreEqual(UInt128.MaxValue, SyscallBinder.Bind<IPlainView<UInt128>>(abi).Answer());
            handler.Next = Result.Fail(SyscallError.Failed(Int128.MinValue));
            Assert.AreEqual(Int128.MinValue, SyscallBinder.Bind<IResultView<UInt128, Int128>>(abi).Answer().Error);
        }
    }

    [TestMethod]
    public void Narrow_values_are_extended_through_the_high_word()
    {
        Recorder abi = new(s_refusing);
        IEverything calls = SyscallBinder.Bind<IEverything>(abi);
        using SafeFileHandle handle = new(-2, ownsHandle: false);
        calls.Scalars(-1, 200, long.MinValue, ulong.MaxValue, true, -0.0, -3, handle);
        CollectionAssert.AreEqual(
            new UInt128[]
            {
                UInt128.MaxValue, 200, unchecked((UInt128)(Int128)long.MinValue), ulong.MaxValue, 1, 1ul << 63, unchecked((UInt128)(Int128)(-3)), unchecked((UInt128)(Int128)(-2)),
                0, 0, 0, 0, 0, 0, 0, 0,
            },
            abi.Registers);

        int number = 1;
        calls.Memory("abc"u8, ref number, new(-1, long.MaxValue));
        Assert.AreEqual((0ul, 3ul, 0ul, 0ul), (abi.Last[1], abi.Last[2], abi.Last[3], abi.Last[5]));
        Assert.AreEqual((UInt128.MaxValue, (UInt128)long.MaxValue), (abi.Registers[3], abi.Registers[4]));
    }

    [TestMethod]
    [DataRow(NarrowRule.Refuse)]
    [DataRow(NarrowRule.Truncate)]
    [DataRow(NarrowRule.TruncateLowBitBool)]
    public void High_words_are_checked_or_ignored_as_the_rule_says(NarrowRule rule)
    {
        ScalarKeeper handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_refusing with { NarrowArguments = rule }, handler);
        SyscallAbi[] ways = [.. KernelWays.To(kernel)];
        Gen.Select(s_words, s_words, Gen.Int[0, ways.Length - 1], Gen.Int[1, 4]).Sample(
            (low, high, way, number) =>
            {
                handler.Seen = null;
                TrapFrame frame = new((ulong)number, low, high);
                ways[way].Trap(ref frame);
                Int128? expected = Expect(number, low, high, rule);
                Assert.AreEqual(expected, handler.Seen, $"call {number}, {high:X} {low:X}");
                Assert.AreEqual(expected is null ? unchecked((ulong)-(long)Errno.EINVAL) : 0, frame[2]);
                Assert.AreEqual(expected is null ? ulong.MaxValue : 0, frame[3]);
            },
            iter: TestLength.Choose(2_000, 100_000),
            threads: 1);
    }

    [TestMethod]
    public void Addresses_and_counts_are_the_low_word_and_the_high_one_is_checked_or_ignored()
    {
        foreach (NarrowRule rule in (NarrowRule[])[NarrowRule.Refuse, NarrowRule.Truncate])
        {
            using HostedKernel kernel = HostedKernel.Create(s_refusing with { NarrowArguments = rule, Strings = StringForm.Counted }, new MemoryKeeper());
            foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
            {
                space.Reset(0);
                ulong[] good = [space.Writable, 0, 4, 0, space.Writable + 8, 0, space.Writable + 16, 0, 4, 0, space.Writable + 64, 0];
                Assert.AreEqual((0ul, 0ul), Answer(abi, good));
                for (int high = 1; high < good.Length; high += 2)
                {
                    ulong[] bad = [.. good];
                    bad[high] = 1;
                    Assert.AreEqual(rule == NarrowRule.Refuse ? (unchecked((ulong)-(long)Errno.EINVAL), ulong.MaxValue) : (0ul, 0ul), Answer(abi, bad), $"word {high}");
                }
            }
        }

        static (ulong, ulong) Answer(SyscallAbi abi, ulong[] words)
        {
            TrapFrame frame = new(1, words);
            abi.Trap(ref frame);
            return (frame[2], frame[3]);
        }
    }

    [TestMethod]
    public void Only_both_words_together_tell_a_negative_error_number()
    {
        Recorder abi = new(s_refusing);
        IEcho128 calls = SyscallBinder.Bind<IEcho128>(abi);
        abi.Answer = (unchecked((ulong)-22), ulong.MaxValue);
        Assert.AreEqual(Errno.EINVAL, calls.Unsigned(0).Error);
        Assert.AreEqual(Errno.EINVAL, calls.Long(0).Error);
        Assert.ThrowsExactly<SyscallException>(() => calls.Plain());
        abi.Answer = (unchecked((ulong)-22), 0);
        Assert.AreEqual((UInt128)unchecked((ulong)-22), calls.Unsigned(0).Value);
        Assert.AreEqual(unchecked((ulong)-22), calls.Long(0).Value);
        abi.Answer = (5, ulong.MaxValue);
        Assert.AreEqual(SyscallErrorKind.InvalidData, Assert.ThrowsExactly<SyscallException>(() => calls.Long(0)).Kind);
    }

    [TestMethod]
    public void Every_value_comes_back_or_is_an_error_where_it_looks_like_one()
    {
        Echo128 handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_refusing, handler);
        IEcho128 calls = SyscallBinder.Bind<IEcho128>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Gen.Select(s_words, s_words).Sample(
            (low, high) =>
            {
                UInt128 value = new(high, low);
                bool looksLikeError = value > UInt128.MaxValue - 4095;
                Assert.AreEqual(looksLikeError ? Result.Fail(Errno.EIO) : value, calls.Unsigned(value));
                Assert.AreEqual(looksLikeError ? Result.Fail(Errno.EIO) : unchecked((Int128)value), calls.Signed(unchecked((Int128)value)));
                Assert.AreEqual(low, calls.Long(low).Value);
            },
            iter: TestLength.Choose(500, 50_000),
            threads: 1);
    }

    [TestMethod]
    public void Codecs_carry_both_words()
    {
        SyscallCodec<(Int128, sbyte, UInt128)> codec = SyscallCodec.For<(Int128, sbyte, UInt128)>(s_refusing);
        Gen.Select(s_words, s_words, Gen.SByte).Sample(
            (low, high, small) =>
            {
                (Int128, sbyte, UInt128) value = (unchecked((Int128)new UInt128(high, low)), small, new UInt128(low, high));
                TrapFrame frame = new(7, [.. Enumerable.Repeat(0x55ul, 32)]);
                codec.Encode(value, ref frame, []);
                Assert.AreEqual(new TrapFrame(7, low, high, (ulong)small, small < 0 ? ulong.MaxValue : 0, high, low), frame);
                Assert.AreEqual(value, codec.Decode(frame, UserMemory.CurrentProcess).Value);
                frame[3] ^= 1;
                Assert.IsFalse(codec.Decode(frame, UserMemory.CurrentProcess).IsOk);
            },
            iter: TestLength.Choose(200, 5_000),
            threads: 1);
    }

    private static Int128? Expect(int number, ulong low, ulong high, NarrowRule rule)
    {
        UInt128 all = new(high, low);
        return number switch
        {
            1 => rule == NarrowRule.Refuse && unchecked((Int128)all) != (int)low ? null : (int)low,
            2 => rule == NarrowRule.Refuse && high != 0 ? null : low,
            3 => unchecked((Int128)all),
            _ => rule switch
            {
                NarrowRule.Refuse => all <= 1 ? (Int128)all : null,
                NarrowRule.Truncate => (byte)low <= 1 ? (Int128)(byte)low : null,
                _ => low % 2,
            },
        };
    }

    /// <summary>Keeps the frame and answers what a test says.</summary>
    private sealed class Recorder(AbiShape shape) : SyscallAbi(shape)
    {
        public TrapFrame Last { get; private set; }

        public (ulong Low, ulong High) Answer { get; set; }

        public UInt128[] Registers
        {
            get
            {
                TrapFrame frame = Last;
                return [.. Enumerable.Range(0, Shape.ArgumentRegisters.Count).Select(i => new UInt128(frame[(2 * i) + 1], frame[2 * i]))];
            }
        }

        public override void Trap(ref TrapFrame frame)
        {
            Last = frame;
            (frame[2], frame[3]) = Answer;
        }
    }
}

[SyscallInterface]
internal interface IEcho128
{
    [Syscall(1)] Result<Int128, Errno> Signed(Int128 value);

    [Syscall(2)] Result<UInt128, Errno> Unsigned(UInt128 value);

    [Syscall(3)] Result<ulong, Errno> Long(ulong value);

    [Syscall(4)] void Plain();
}

internal sealed class Echo128 : IEcho128
{
    public UInt128 LastUnsigned { get; private set; }

    public Result<Int128, Errno> Signed(Int128 value) => value;

    public Result<UInt128, Errno> Unsigned(UInt128 value) => LastUnsigned = value;

    public Result<ulong, Errno> Long(ulong value) => value;

    public void Plain()
    {
    }
}

[SyscallInterface]
internal interface IEverything
{
    [Syscall(1)] void Scalars(int a, byte b, long c, ulong d, bool e, double f, nint g, SafeHandle h);

    [Syscall(2)] void Memory(ReadOnlySpan<byte> bytes, ref int number, Mixed mixed);
}

internal readonly record struct Mixed(sbyte Small, long Large);

[SyscallInterface]
internal interface IScalarKeeper
{
    [Syscall(1)] void Int(int value);

    [Syscall(2)] void ULong(ulong value);

    [Syscall(3)] void Int128(Int128 value);

    [Syscall(4)] void Bool(bool value);
}

internal sealed class ScalarKeeper : IScalarKeeper
{
    public Int128? Seen { get; set; }

    public void Int(int value) => Seen = value;

    public void ULong(ulong value) => Seen = value;

    public void Int128(Int128 value) => Seen = value;

    public void Bool(bool value) => Seen = value ? 1 : 0;
}

[SyscallInterface]
internal interface IMemoryKeeper
{
    [Syscall(1)] (long, long) Take(Span<byte> bytes, ref long number, string text);
}

internal sealed class MemoryKeeper : IMemoryKeeper
{
    public (long, long) Take(Span<byte> bytes, ref long number, string text) => (bytes.Length, text.Length);
}
