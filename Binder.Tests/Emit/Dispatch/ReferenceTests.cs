using System.Runtime.InteropServices;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class ReferenceTests
{
    private const long Invalid = -(long)Errno.EINVAL;
    private const long BadAddress = -(long)Errno.EFAULT;

    [TestMethod]
    public void Parameters_by_reference_are_copies_in_and_out()
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            space.At<Pair>(3, 1)[0] = new(5, 6);
            Assert.AreEqual(5, abi.Raw(1, space.Writable + 3));
            Assert.IsEmpty(space.Memory.Writes);
            Assert.AreEqual(5, abi.Raw(2, space.Writable + 3));
            Assert.AreEqual(new Pair(6, 6), space.At<Pair>(3, 1)[0]);

            space.Reset();
            Assert.AreEqual(1, abi.Raw(3, space.Writable + 32));
            Assert.AreEqual(new Pair(7, 8), space.At<Pair>(32, 1)[0]);
            Assert.IsEmpty(space.Memory.Reads);
        }
    }

    [TestMethod]
    public void Handler_does_not_see_what_the_caller_writes_meanwhile()
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            space.At<Pair>(0, 1)[0] = new(1, 2);
            handler.Meanwhile = () => space.Bytes[..16].Fill(0xEE);
            Assert.AreEqual(1, abi.Raw(1, space.Writable));
            handler.Meanwhile = null;
        }
    }

    [TestMethod]
    public void Return_area_is_written_last_and_the_answer_is_0()
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(0, abi.Raw(4, 40, space.Writable + 24));
            Assert.AreEqual(new Pair(40, 41), space.At<Pair>(24, 1)[0]);
            Assert.AreEqual((space.Writable + 24, Marshal.SizeOf<Pair>()), space.Memory.Writes.Single());

            space.Reset();
            Assert.AreEqual(0, abi.Raw(5, space.Writable, space.Writable + 16, 4, space.Writable + 128));
            Assert.AreEqual(77, space.At<long>(0, 1)[0]);
            Assert.AreEqual(new Pair(4, -4), space.At<Pair>(128, 1)[0]);
            CollectionAssert.AreEqual(
                new[] { space.Writable, space.Writable + 16, space.Writable + 128 },
                space.Memory.Writes.Select(write => write.Address).ToArray());
        }
    }

    [TestMethod]
    public void Return_area_in_another_word_than_the_answers_register_says_0_there()
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.CalleeSaved, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            TrapFrame frame = new(4, 40, space.Writable, 3, 4, 5, 6);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(4, 40, space.Writable, 3, 4, 0, 6), frame);
            Assert.AreEqual(new Pair(40, 41), space.At<Pair>(0, 1)[0]);
        }
    }

    [TestMethod]
    public void Nothing_is_written_with_an_error()
    {
        ReferenceHandler handler = new() { Error = Errno.EBUSY };
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            Assert.AreEqual(-(long)Errno.EBUSY, abi.Raw(2, space.Writable));
            Assert.AreEqual(-(long)Errno.EBUSY, abi.Raw(3, space.Writable));
            Assert.AreEqual(-(long)Errno.EBUSY, abi.Raw(5, space.Writable, space.Writable, 4, space.Writable));
            Assert.AreEqual(-(long)Errno.EBUSY, abi.Raw(6, 1, space.Writable));
            Assert.IsTrue(space.IsUntouched());
            Assert.IsEmpty(space.Memory.Writes);
        }
    }

    [TestMethod]
    public void Reference_or_area_at_a_bad_address_is_refused_and_the_kernel_serves_on()
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            ulong[] unreadable = [0, space.Start - 8, space.End - 8, space.End, ulong.MaxValue, ulong.MaxValue - 15, 0x8000_0000_0000_0000];
            foreach (ulong address in unreadable)
            {
                int calls = handler.Calls;
                Assert.AreEqual(BadAddress, abi.Raw(1, address), $"{address:X}");
                Assert.AreEqual(BadAddress, abi.Raw(2, address), $"{address:X}");
                Assert.AreEqual(calls, handler.Calls);
            }

            foreach (ulong address in (ulong[])[.. unreadable, space.Start, space.Writable - 8])
            {
                Assert.AreEqual(BadAddress, abi.Raw(3, address), $"{address:X}");
                Assert.AreEqual(BadAddress, abi.Raw(4, 1, address), $"{address:X}");
                Assert.AreEqual(BadAddress, abi.Raw(6, 1, address), $"{address:X}");
            }

            Assert.AreEqual(0, abi.Raw(4, 1, space.End - 16));
        }
    }

    [TestMethod]
    public void Alignment_is_checked_before_the_handler_runs_where_the_shape_says_so()
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Aligned, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            space.At<Pair>(8, 1)[0] = new(1, 2);
            int calls = handler.Calls;
            for (uint offset = 1; offset < 8; offset++)
            {
                Assert.AreEqual(Invalid, abi.Raw(1, space.Writable + offset));
                Assert.AreEqual(Invalid, abi.Raw(2, space.Writable + offset));
                Assert.AreEqual(Invalid, abi.Raw(3, space.Writable + offset));
                Assert.AreEqual(Invalid, abi.Raw(4, 1, space.Writable + offset));
                Assert.AreEqual(Invalid, abi.Raw(5, space.Writable, space.Writable, 4, space.Writable + offset));
            }

            Assert.AreEqual(calls, handler.Calls);
            Assert.IsEmpty(space.Memory.Writes);
            Assert.AreEqual(1, abi.Raw(1, space.Writable + 8));
            Assert.AreEqual(1, abi.Raw(7, space.Writable + 9));
            Assert.AreEqual(0, abi.Raw(4, 1, space.Writable + 8));
        }
    }

    [TestMethod]
    [DataRow((byte)2)]
    [DataRow((byte)255)]
    public void Memory_that_holds_no_bool_where_one_is_said_to_be_is_malformed(byte value)
    {
        ReferenceHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Bytes[..64].Clear();
            space.Bytes[20] = 1;
            Assert.AreEqual(1, abi.Raw(8, space.Writable + 16));
            space.Bytes[20] = value;
            Assert.AreEqual(Invalid, abi.Raw(8, space.Writable + 16));
            Assert.AreEqual(Invalid, abi.Raw(9, space.Writable + 16));
            Assert.AreEqual(Invalid, abi.Raw(10, space.Writable, 8));
            Assert.AreEqual(Invalid, abi.Raw(11, space.Writable, 32));
            Assert.AreEqual(3, abi.Raw(10, space.Writable + 24, 3));
        }
    }
}

/// <summary>Two numbers of 8 bytes.</summary>
internal record struct Pair(long First, long Second);

/// <summary>A bool at offset 4 of 8 bytes.</summary>
internal record struct Choice(int Number, bool IsTaken);

[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal record struct Tight(byte First, long Second);

[SyscallInterface]
internal interface IReferences
{
    [Syscall(1)] long In(in Pair pair);

    [Syscall(2)] Result<long, Errno> Ref(ref Pair pair);

    [Syscall(3)] Result<long, Errno> Out(out Pair pair);

    [Syscall(4)] Pair Area(long seed);

    [Syscall(5)] Result<Pair, Errno> Everything(out long first, Span<int> data);

    [Syscall(6)] Result<Pair, SyscallError<Errno>> AreaOrError(long seed);

    [Syscall(7)] int Unaligned(in Tight tight);

    [Syscall(8)] int InChoice(in Choice choice);

    [Syscall(9)] int RefChoice(ref Choice choice);

    [Syscall(10)] int Choices(ReadOnlySpan<Choice> choices);

    [Syscall(11)] int Flags(Span<bool> flags);
}

internal sealed class ReferenceHandler : IReferences
{
    public int Calls { get; private set; }

    public Errno? Error { get; init; }

    public Action? Meanwhile { get; set; }

    public long In(in Pair pair)
    {
        Calls++;
        Meanwhile?.Invoke();
        return pair.First;
    }

    public Result<long, Errno> Ref(ref Pair pair)
    {
        Calls++;
        return Answer(pair.First++);
    }

    public Result<long, Errno> Out(out Pair pair)
    {
        Calls++;
        pair = new(7, 8);
        return Answer(1);
    }

    public Pair Area(long seed)
    {
        Calls++;
        return new(seed, seed + 1);
    }

    public Result<Pair, Errno> Everything(out long first, Span<int> data)
    {
        Calls++;
        first = 77;
        data.Fill(1);
        return Error is { } error ? Result.Fail(error) : new Pair(data.Length, -data.Length);
    }

    public Result<Pair, SyscallError<Errno>> AreaOrError(long seed) =>
        Error is { } error ? Result.Fail(SyscallError.Failed(error)) : new Pair(seed, seed);

    public int Unaligned(in Tight tight) => 1;

    public int InChoice(in Choice choice) => choice.IsTaken ? 1 : 0;

    public int RefChoice(ref Choice choice) => choice.IsTaken ? 1 : 0;

    public int Choices(ReadOnlySpan<Choice> choices) => choices.Length;

    public int Flags(Span<bool> flags) => flags.Length;

    private Result<long, Errno> Answer(long value) => Error is { } error ? Result.Fail(error) : value;
}
