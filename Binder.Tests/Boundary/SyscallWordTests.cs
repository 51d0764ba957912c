namespace Binder.Tests.Boundary;

[TestClass]
public sealed class SyscallWordTests
{
    private const ulong MinusFive = unchecked((ulong)-5);

    [TestMethod]
    public unsafe void Signed_integers_are_extended_by_their_sign_and_others_by_zeroes()
    {
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)(-1)).Bits);
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)(sbyte)-1).Bits);
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)(short)-1).Bits);
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)(-1L)).Bits);
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)(nint)(-1)).Bits);
        Assert.AreEqual((nuint)0xFF, ((SyscallWord)byte.MaxValue).Bits);
        Assert.AreEqual((nuint)0xFFFF, ((SyscallWord)ushort.MaxValue).Bits);
        Assert.AreEqual((nuint)0xFFFF, ((SyscallWord)char.MaxValue).Bits);
        Assert.AreEqual((nuint)uint.MaxValue, ((SyscallWord)uint.MaxValue).Bits);
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)ulong.MaxValue).Bits);
        Assert.AreEqual(nuint.MaxValue, ((SyscallWord)nuint.MaxValue).Bits);
        Assert.AreEqual((nuint)0x1234, ((SyscallWord)(void*)0x1234).Bits);
        Assert.AreEqual((nuint)0x1234, ((SyscallWord)(int*)0x1234).Bits);
    }

    [TestMethod]
    public unsafe void Untyped_calls_take_integers_and_pointers_side_by_side()
    {
        Remembering abi = new(new() { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(0, 6), ReturnRegisters = [1] });
        int pointed = 0;
        Assert.AreEqual(-5, abi.Call(9, -1, 2u, &pointed, (nint)4, (ushort)5, ulong.MaxValue));
        Assert.AreEqual(new TrapFrame(9, ulong.MaxValue, MinusFive, (ulong)&pointed, 4, 5, ulong.MaxValue), abi.Last);
        Assert.AreEqual(-5, abi.Call(8));
        Assert.AreEqual(new TrapFrame(8, 0, MinusFive), abi.Last);
        nuint[] words = [1, 2];
        Assert.AreEqual(-5, abi.Call(7, (ReadOnlySpan<nuint>)words));
        Assert.AreEqual(new TrapFrame(7, 1, MinusFive), abi.Last);
        Assert.ThrowsExactly<ArgumentException>(() => abi.Call(1, 1, 2, 3, 4, 5, 6, 7));
    }

    [TestMethod]
    public void Untyped_calls_fill_the_words_of_narrow_and_wide_registers()
    {
        Remembering narrow = new(new() { RegisterBits = 32, ArgumentRegisters = [0, 1] });
        narrow.Answer = 0xFFFF_FFFB;
        Assert.AreEqual(-5, narrow.Call(9, -1, uint.MaxValue));
        Assert.AreEqual(new TrapFrame(9, 0xFFFF_FFFB, uint.MaxValue), narrow.Last);
        Remembering wide = new(new() { RegisterBits = 128, ArgumentRegisters = [0, 1, 2], ReturnRegisters = [1] });
        Assert.AreEqual(-5, wide.Call(9, 1, 2, 3));
        Assert.AreEqual(new TrapFrame(9, 1, 0, MinusFive, 0, 3), wide.Last);
    }

    [TestMethod]
    public void Sign_goes_on_in_wide_registers_and_that_of_no_unsigned_integer()
    {
        Remembering wide = new(new() { RegisterBits = 128, ArgumentRegisters = [0, 1, 2, 3, 4, 5], ReturnRegisters = [5] });
        const ulong Ones = ulong.MaxValue;
        wide.Call(9, -1, (sbyte)-1, -1L, (nint)(-1), int.MinValue);
        Assert.AreEqual(new TrapFrame(9, Ones, Ones, Ones, Ones, Ones, Ones, Ones, Ones, unchecked((ulong)int.MinValue), Ones, MinusFive), wide.Last);
        wide.Call(9, uint.MaxValue, ulong.MaxValue, nuint.MaxValue, new SyscallWord(nuint.MaxValue), long.MaxValue);
        Assert.AreEqual(new TrapFrame(9, uint.MaxValue, 0, Ones, 0, Ones, 0, Ones, 0, long.MaxValue, 0, MinusFive), wide.Last);
        nuint[] words = [nuint.MaxValue, 1];
        wide.Call(9, (ReadOnlySpan<nuint>)words);
        Assert.AreEqual(new TrapFrame(9, Ones, 0, 1, 0, 0, 0, 0, 0, 0, 0, MinusFive), wide.Last);
        Assert.ThrowsExactly<ArgumentException>(() => wide.Call(1, (ReadOnlySpan<nuint>)new nuint[7]));
    }

    [TestMethod]
    public void Untyped_calls_pass_negative_integers_to_kernels_that_refuse_what_is_no_extension()
    {
        AbiShape shape = new() { RegisterBits = 128, ArgumentRegisters = [0, 1, 2], ReturnRegisters = [0], NarrowArguments = NarrowRule.Refuse };
        using HostedKernel kernel = HostedKernel.Create(shape, new Adder());
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Assert.AreEqual(5, abi.Call(1, -1, -2L, 0u));
        Assert.AreEqual(-(nint)Errno.EINVAL, abi.Call(1, ulong.MaxValue, -2L, 0u));
        Assert.AreEqual(-(nint)Errno.EINVAL, abi.Call(1, -1, -2L, -1));
    }

    [SyscallInterface]
    internal interface IAdder
    {
        [Syscall(1)] Result<long, Errno> Add(int left, long right, uint offset);
    }

    private sealed class Adder : IAdder
    {
        public Result<long, Errno> Add(int left, long right, uint offset) => left + right == -3 && offset == 0 ? 5 : Result.Fail(Errno.EBADMSG);
    }

    [TestMethod]
    public unsafe void Words_that_narrow_registers_do_not_hold_are_refused_before_anything_is_sent()
    {
        Remembering narrow = new(new() { RegisterBits = 32, ArgumentRegisters = [0, 1, 2] });
        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => narrow.Call(9, 1, (void*)0x7FFF_1234_5678));
        Assert.AreEqual(
            "argument 1 (counted from 0) is 0x7FFF12345678, which does not fit into the shape's registers of 32 bits. Send an integer that "
                + "does; for an address, bind a contract, whose proxies copy to where 32 bits reach.",
            refused.Message);
        Assert.ThrowsExactly<SyscallEncodingException>(() => narrow.Call(9, 1L << 32));
        Assert.ThrowsExactly<SyscallEncodingException>(() => narrow.Call(9, 0, 0, int.MinValue - 1L));
        nuint[] words = [1, nuint.MaxValue >> 1];
        Assert.ThrowsExactly<SyscallEncodingException>(() => narrow.Call(9, (ReadOnlySpan<nuint>)words));
        Assert.AreEqual(default, narrow.Last);
        narrow.Call(9, int.MinValue, (void*)0xFFFF_FFFF, (nuint)0);
        Assert.AreEqual(new TrapFrame(9, MinusFive, 0xFFFF_FFFF), narrow.Last);
    }

    private sealed class Remembering(AbiShape shape) : SyscallAbi(shape)
    {
        public TrapFrame Last { get; private set; }

        public ulong Answer { get; set; } = MinusFive;

        public override void Trap(ref TrapFrame frame)
        {
            frame[new Binder.Boundary.FrameLayout(Shape).AnswerWord(0)] = Answer;
            Last = frame;
        }
    }
}
