using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Packed;
using Binder.Tests.Native;
using Colour = Binder.Tests.Emit.Codecs.Colour;

namespace Binder.Tests.Defects;

/// <summary>
/// Faults that were shown to be in an implementation of the same idea in another language, one test each, so that they do not come back here.
/// Most are tested more widely where their subject is.
/// </summary>
[TestClass]
public sealed class ReferenceDefectTests
{
    private static readonly AbiShape s_packed = AbiShape.Packed(64, 6);

    [TestMethod]
    public void Defect_1_Both_sides_agree_on_the_type_of_an_error_answer()
    {
        foreach (AbiShape shape in (AbiShape[])[s_packed, s_packed with { Encoding = AbiEncoding.Auto }, AbiShape.Packed(64, 3)])
        {
            using HostedKernel kernel = HostedKernel.Create(shape, new EchoHandler<ulong>());
            LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
            IEcho<ulong> echo = SyscallBinder.Bind<IEcho<ulong>>(abi);
            Assert.AreEqual(SyscallError.Failed(Colour.Green), echo.Echo(1, 5, 2).Error);
            Assert.AreEqual(ulong.MaxValue, echo.Fail(ulong.MaxValue).Error);
            Assert.AreEqual(SyscallError.Failed(Colour.Red), abi.Perform<Say<ulong>, ulong, Colour>(new(5, false)).Error);
        }
    }

    [TestMethod]
    public void Defect_2_Spill_area_is_sized_by_the_encoding_and_not_by_the_memory()
    {
        // 8 bytes of tag on their way, 1 in memory.
        Assert.IsLessThan(40 * 8, Unsafe.SizeOf<Forty<LongTag>>());
        SyscallCodec<Forty<LongTag>> codec = SyscallCodec.For<Forty<LongTag>>(s_packed);
        Assert.AreEqual((40 * 8) - 32, codec.MaxSpill);
        TrapFrame frame = default;
        Assert.AreEqual(codec.MaxSpill, codec.Encode(default, ref frame, GC.AllocateArray<byte>(codec.MaxSpill, pinned: true)));
    }

    [TestMethod]
    public void Defect_3_Answer_that_cannot_be_encoded_is_a_defined_error_and_nothing_half_made()
    {
        int unsendable = 0;
        using HostedKernel kernel = HostedKernel.Create(s_packed, new KernelOptions { OnUnsendableAnswer = _ => unsendable++ }, new NullAnswer());
        TrapFrame frame = new(140, 5, 6, 7, 0, 0, 0);
        kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
        Assert.IsTrue(new TrapFrame(140, 0x0201, 0, 0, 0, 0, 3) == frame);
        Assert.AreEqual(
            SyscallErrorKind.AllocationFailed, SyscallBinder.Bind<ITreeAnswer>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).Get(5).Error.Kind);
        Assert.AreEqual(2, unsendable);
    }

    [TestMethod]
    public void Defect_4_Spill_address_is_checked_before_it_is_read()
    {
        NativeMachine.Required();
        nuint bad = NativeMachine.Map(1, NativeMachine.None);
        using HostedKernel kernel = HostedKernel.Create(s_packed, new EchoHandler<Forty<ulong>>());
        foreach (ulong spill in (ulong[])[0, 1, bad, bad - 8, ulong.MaxValue - 3, 0xFFFF_8000_0000_0000, 0x0000_8000_0000_0000])
        {
            TrapFrame frame = new(61, 1, 2, 3, 4, spill, 0);
            kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
            Assert.AreEqual((0x0001ul, 1ul), (frame[0], frame[5]), $"{spill:x}: InvalidData");
        }

        NativeMachine.Unmap(bad, 1);
    }

    [TestMethod]
    public void Defect_5_Count_times_size_of_a_slice_does_not_overflow()
    {
        byte[] block = new byte[4096];
        UserMemory memory = UserMemory.Over(block, 0x1000);
        UserSlice<uint> slice = new(0x1000, (nuint)1 << 62);
        Assert.IsFalse(memory.TrySnapshot(slice.AsReadOnly(), int.MaxValue, out _));
        Assert.IsFalse(memory.TryRead(slice, new uint[1]));
        Assert.IsFalse(memory.TryWrite(slice, new uint[1]));

        // As a span of a call: 2^62 elements of 4 bytes are more than the kernel copies, and not none.
        using HostedKernel kernel = HostedKernel.Create(s_packed, new Summing());
        TrapFrame frame = new(141, 0x1000, 1UL << 62, 0, 0, 0, 0);
        kernel.Dispatch(ref frame, new SyscallCaller(memory));
        Assert.AreEqual((0x0001ul, 1ul), (frame[0], frame[5]), "InvalidData");
    }

    [TestMethod]
    public void Defect_6_A_claim_to_read_cannot_become_one_to_write()
    {
        foreach (Type type in (Type[])[typeof(ReadOnlyUserPointer<int>), typeof(ReadOnlyUserSlice<int>)])
        {
            Type[] writable = [typeof(UserPointer<int>), typeof(UserSlice<int>), typeof(Span<int>), typeof(Memory<int>), typeof(int).MakeByRefType(), typeof(int*)];
            Assert.IsFalse(type.GetMethods().Any(method => writable.Contains(method.ReturnType)), $"{type}");
            Assert.IsFalse(writable.SelectMany(static each => each.GetMethods()).Any(method => method.IsStatic && method.GetParameters().Any(given => given.ParameterType == type)), $"{type}");
        }

        // The one who only reads gets a copy, so that no second view of the caller's memory is there to be written through.
        int[] numbers = [1, 2];
        Assert.IsTrue(UserMemory.Over(new byte[8], 0x1000).TryRead(new ReadOnlyUserSlice<int>(0x1000, 2), numbers));
        Assert.IsFalse(typeof(UserMemory).GetMethods().Any(static method => method.ReturnType.IsByRef || method.ReturnType.IsByRefLike));
    }

    [TestMethod]
    public unsafe void Defect_7_What_addresses_hold_is_checked_for_alignment_and_content()
    {
        AbiShape aligned = s_packed with { Alignment = AlignmentRule.Checked };
        byte* memory = stackalloc byte[32];
        foreach ((AbiShape shape, int offset, byte flag, bool isGood) in ((AbiShape, int, byte, bool)[])[
            (aligned, 0, 1, true), (aligned, 1, 1, false), (s_packed, 1, 1, true), (s_packed, 0, 2, false), (aligned, 0, 2, false)])
        {
            using HostedKernel kernel = HostedKernel.Create(shape, new Flags());
            byte* place = (byte*)(((nuint)memory + 7) & ~(nuint)7) + offset;
            *(ulong*)place = 7;
            place[8] = flag;
            TrapFrame frame = new(142, (ulong)place, 0, 0, 0, 0, 0);
            kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
            Assert.AreEqual(isGood ? 0u : 1u, (byte)frame[0], $"{offset} {flag} {shape.Alignment}");
        }

        // As a claim, through which the handler reads by itself.
        using HostedKernel claims = HostedKernel.Create(s_packed, new ClaimedFlags());
        foreach ((byte flag, bool isGood) in ((byte, bool)[])[(0, true), (1, true), (2, false), (0xFF, false)])
        {
            foreach (ulong number in (ulong[])[144, 145, 146])
            {
                TrapFrame frame = new(number, 0x1000, 2, 0, 0, 0, 0);
                claims.Dispatch(ref frame, new SyscallCaller(UserMemory.Over(new byte[] { 1, flag }, 0x1000)));
                Assert.AreEqual(isGood ? 0ul : 0x0301, frame[0] & 0xFFFF, $"{number} {flag}");
            }
        }
    }

    [TestMethod]
    public void Defect_8_Nothing_that_encodes_lives_longer_than_its_memory()
    {
        // They can be kept in no field, no lambda and no task: the language sees to it.
        Assert.IsTrue(typeof(PackedWriter).IsByRefLike && typeof(PackedReader).IsByRefLike);

        // A codec keeps no memory of its own; a proxy gives its own back when the call ends, exceptions included.
        ScratchMark before = ScratchStack.Current.Mark();
        using HostedKernel kernel = HostedKernel.Create(s_packed, new EchoHandler<Forty<Forty<byte>>>());
        IEcho<Forty<Forty<byte>>> echo = SyscallBinder.Bind<IEcho<Forty<Forty<byte>>>>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.IsTrue(echo.Echo(0, default, 0).IsOk);
        Assert.ThrowsExactly<InvalidOperationException>(() => SyscallBinder.Bind<IEcho<Forty<Forty<byte>>>>(new Throwing(s_packed)).Plain(default));
        Assert.AreEqual(before, ScratchStack.Current.Mark());
    }

    [TestMethod]
    public void Defect_9_The_largest_value_of_128_bits_is_itself()
    {
        foreach (AbiShape shape in (AbiShape[])[AbiShape.Packed(128, 4), AbiShape.Packed(128, 4) with { Encoding = AbiEncoding.Auto }])
        {
            TrapFrame frame = default;
            SyscallCodec<UInt128> codec = SyscallCodec.For<UInt128>(shape);
            codec.Encode(UInt128.MaxValue, ref frame, default);
            Assert.AreEqual((ulong.MaxValue, ulong.MaxValue), (frame[0], frame[1]));
            Assert.AreEqual(UInt128.MaxValue, codec.Decode(frame, UserMemory.CurrentProcess).Value);
            using HostedKernel kernel = HostedKernel.Create(shape, new EchoHandler<UInt128>());
            Assert.AreEqual(UInt128.MaxValue, SyscallBinder.Bind<IEcho<UInt128>>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).Plain(UInt128.MaxValue));
        }
    }

    [TestMethod]
    public void Defect_10_One_or_two_registers_are_refused_where_packing_takes_two_for_itself()
    {
        for (int registers = 1; registers <= 2; registers++)
        {
            int count = registers;
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => AbiShape.Packed(64, count));
            AbiShape shape = s_packed with { ArgumentRegisters = RegisterList.Range(0, count), ReturnRegisters = RegisterList.Range(0, count) };
            Assert.ThrowsExactly<SyscallBindingException>(() => SyscallCodec.For<Option<ulong>>(shape));
            Assert.ThrowsExactly<SyscallBindingException>(() => HostedKernel.Create(shape, new EchoHandler<ulong>()));
            Assert.ThrowsExactly<SyscallBindingException>(() => SyscallBinder.Bind<IEcho<ulong>>(new Throwing(shape)));
        }
    }

    [TestMethod]
    public void Defect_11_An_unknown_number_is_no_success_however_the_caller_reads()
    {
        foreach (AbiShape shape in (AbiShape[])[s_packed, s_packed with { Encoding = AbiEncoding.Auto }, AbiShape.LinuxX64])
        {
            using HostedKernel kernel = HostedKernel.Create(shape);
            LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
            Assert.IsFalse(SyscallBinder.Bind<IUnit>(abi).Do(1).IsOk);
            Assert.ThrowsExactly<SyscallException>(() => SyscallBinder.Bind<IVoid>(abi).Do(1));
        }
    }

    [TestMethod]
    public void Defect_12_An_unknown_error_tag_is_no_known_error()
    {
        foreach (AbiShape shape in (AbiShape[])[s_packed, s_packed with { Encoding = AbiEncoding.Auto }])
        {
            // The kinds of SyscallError end at 3, Colour has 0, 7 and 200, statuses end at 4.
            foreach ((ulong word, ulong status) in ((ulong, ulong)[])[(0x0401, 5), (0xFF01, 0x100), (0x0301 | (3UL << 16), 4), (0x02, 77)])
            {
                SyscallError<Colour> error = SyscallBinder.Bind<IEcho<uint>>(new Saying(shape, word, status)).Echo(0, 1, 2).Error;
                Assert.AreEqual(SyscallError<Colour>.InvalidData, error, $"{word:x} {status}");
            }
        }
    }

    [TestMethod]
    public void Defect_13_Upper_bits_of_a_register_are_what_the_shape_says()
    {
        AbiShape registers = new() { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(0, 4), Errors = ErrorConvention.Tagged };
        foreach ((NarrowRule rule, ulong word, bool isGood) in ((NarrowRule, ulong, bool)[])[
            (NarrowRule.Refuse, 7, true), (NarrowRule.Refuse, 7 | (1UL << 32), false), (NarrowRule.Truncate, 7 | (1UL << 32), true)])
        {
            using HostedKernel kernel = HostedKernel.Create(registers with { NarrowArguments = rule }, new UnitHandler());
            TrapFrame frame = new(143, word, 0, 0, 0);
            kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
            Assert.AreEqual(isGood ? 0ul : 1ul, frame[3], $"{rule} {word:x}");
        }
    }

    [TestMethod]
    public void Defect_14_Tags_are_those_that_were_written_and_their_absence_is_told()
    {
        TrapFrame frame = default;
        SyscallCodec<Holder<byte>> tagged = SyscallCodec.For<Holder<byte>>(s_packed);
        tagged.Encode(new Holder<byte>.Early(1), ref frame, default);
        Assert.AreEqual(3ul, frame[0], "[Variant(3)], though it is declared second");
        using HostedKernel kernel = HostedKernel.Create(s_packed);
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of<IUntagged>(), new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        Assert.IsTrue(bound.Diagnostics.Any(each => each.Severity == SyscallDiagnosticSeverity.Warning && each.Reason.Contains("order", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Defect_15_Generics_arrays_tuples_floats_chars_and_native_sizes_travel()
    {
        RoundTrips(new Pair<(char, Half), Three<double>>(('ß', (Half)1.5), default));
        RoundTrips((1.5f, (nint)(-5), (nuint)6, new Wrapped<(byte, char)>((7, 'x'))));
        SyscallCodec<nint> half = SyscallCodec.For<nint>(s_packed with { PointerBits = 32 });
        Assert.ThrowsExactly<SyscallEncodingException>(() =>
        {
            TrapFrame frame = default;
            half.Encode(nint.MaxValue, ref frame, default);
        });

        static void RoundTrips<T>(T value)
        {
            using HostedKernel kernel = HostedKernel.Create(s_packed, new EchoHandler<T>());
            T back = SyscallBinder.Bind<IEcho<T>>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).Plain(value);
            CollectionAssert.AreEqual(ReferenceStream.Write(typeof(T), value), ReferenceStream.Write(typeof(T), back));
        }
    }

    [TestMethod]
    public void Defect_16_One_number_for_two_calls_is_told_with_both()
    {
        SyscallBindingException told = Assert.ThrowsExactly<SyscallBindingException>(() => SyscallBinder.Bind<ITwice>(new Throwing(s_packed)));
        Assert.Contains("First", told.Message);
        Assert.Contains("Second", told.Message);
        Assert.ThrowsExactly<SyscallBindingException>(() => HostedKernel.Create(s_packed, new UnitHandler(), new UnitHandler()));
    }

    private sealed class Throwing(AbiShape shape) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame) => throw new InvalidOperationException("Nobody is there.");
    }

    private sealed class Saying(AbiShape shape, ulong word, ulong status) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame) => frame = new(frame.Number, word, 0, 0, 0, 0, status);
    }
}

[SyscallUnion]
internal enum LongTag : byte
{
    Only,
}

[SyscallInterface]
internal interface ITreeAnswer
{
    [Syscall(140)] Result<Tree<byte, byte>, SyscallError<Colour>> Get(int which);
}

internal sealed class NullAnswer : ITreeAnswer
{
    public Result<Tree<byte, byte>, SyscallError<Colour>> Get(int which) => Result.Ok<Tree<byte, byte>>(null!);
}

[SyscallInterface]
internal interface ISumming
{
    [Syscall(141)] Result<uint, SyscallError<Colour>> Sum(ReadOnlySpan<uint> numbers);
}

internal sealed class Summing : ISumming
{
    public Result<uint, SyscallError<Colour>> Sum(ReadOnlySpan<uint> numbers) => (uint)numbers.Length;
}

internal readonly record struct NumberAndFlag(ulong Number, bool Flag);

[SyscallInterface]
internal interface IFlags
{
    [Syscall(142)] Result<Unit, SyscallError<Colour>> Look(in NumberAndFlag value);
}

internal sealed class Flags : IFlags
{
    public Result<Unit, SyscallError<Colour>> Look(in NumberAndFlag value) => value == new NumberAndFlag(7, true) ? Result.Ok() : Result.Fail(SyscallError.Failed(Colour.Blue));
}

[SyscallInterface]
internal interface IClaimedFlags
{
    [Syscall(144)] Result<Unit, SyscallError<Colour>> Snapshot(UserSlice<bool> flags);

    [Syscall(145)] Result<Unit, SyscallError<Colour>> Copy(UserSlice<bool> flags);

    [Syscall(146)] Result<Unit, SyscallError<Colour>> Last(UserPointer<bool> first);
}

[Handles(typeof(IClaimedFlags))]
internal sealed class ClaimedFlags
{
    public static Result<Unit, SyscallError<Colour>> Snapshot(in SyscallContext context, UserSlice<bool> flags) =>
        Answer(context.Memory.TrySnapshot(flags.AsReadOnly(), 2, out bool[]? copy), copy ?? []);

    public static Result<Unit, SyscallError<Colour>> Copy(in SyscallContext context, UserSlice<bool> flags)
    {
        bool[] copy = new bool[2];
        return Answer(context.Memory.TryRead(flags, copy), copy);
    }

    public static Result<Unit, SyscallError<Colour>> Last(in SyscallContext context, UserPointer<bool> first) =>
        Answer(context.Memory.TryRead(new UserPointer<bool>(first.Address + 1), out bool flag), [flag]);

    private static Result<Unit, SyscallError<Colour>> Answer(bool isRead, bool[] flags)
    {
        Assert.IsTrue(Array.TrueForAll(flags, static flag => Unsafe.BitCast<bool, byte>(flag) <= 1));
        return isRead ? Result.Ok() : Result.Fail(SyscallError.Failed(Colour.Red));
    }
}

[SyscallInterface]
internal interface IUnit
{
    [Syscall(143)] Result<Unit, SyscallError<Errno>> Do(uint value);
}

[SyscallInterface]
internal interface IVoid
{
    [Syscall(143)] void Do(uint value);
}

internal sealed class UnitHandler : IUnit
{
    public Result<Unit, SyscallError<Errno>> Do(uint value) => value == 7 ? Result.Ok() : Result.Fail(SyscallError.Failed(Errno.EDOM));
}

[SyscallUnion]
internal abstract record Untagged
{
    internal sealed record First : Untagged;

    internal sealed record Second : Untagged;
}

[SyscallInterface]
internal interface IUntagged
{
    [Syscall(144)] void Take(Untagged union);
}

[SyscallInterface]
internal interface ITwice
{
    [Syscall(145)] int First();

    [Syscall(145)] int Second(int value);
}
