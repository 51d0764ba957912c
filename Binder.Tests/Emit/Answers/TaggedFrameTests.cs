using Binder.Boundary;
using Binder.Tests.Emit.Dispatch;
using Binder.Tests.Kernel;

namespace Binder.Tests.Emit.Answers;

/// <summary>Which words of a frame a tagged answer takes, and what stands in them.</summary>
[TestClass]
public sealed class TaggedFrameTests
{
    private const ulong Old = 0x7777_7777_7777_7777;

    [TestMethod]
    [DataRow(32)]
    [DataRow(64)]
    [DataRow(128)]
    public void Value_stands_before_the_status_and_what_it_does_not_need_is_0(int bits)
    {
        Assert.AreEqual("0 0 | 0", Answered<Unit, Fault>(bits, Unit.Value));
        Assert.AreEqual("-2 0 | 0", Answered<sbyte, Fault>(bits, -2));
        Assert.AreEqual("FE 0 | 0", Answered<byte, Fault>(bits, 0xFE));
        Assert.AreEqual("-1 0 | 0", Answered<int, Fault>(bits, -1));
        Assert.AreEqual("-8000 1 | 0", Answered<Span2, Fault>(bits, new Span2(short.MinValue, true)));
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(64)]
    [DataRow(128)]
    public void Error_stands_where_the_value_would_and_the_status_is_4(int bits)
    {
        Assert.AreEqual("-1 0 | 4", Answered<Span2, Fault>(bits, Failed<Span2, Fault>(Fault.Bad)));
        Assert.AreEqual("0 0 | 4", Answered<int, Unit>(bits, Failed<int, Unit>(Unit.Value)));
        Assert.AreEqual("64 80000001 | 4", Answered<Unit, Detail>(bits, Failed<Unit, Detail>(new(Fault.Worse, 0x8000_0001))));
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(64)]
    [DataRow(128)]
    public void Rejection_of_a_handler_is_written_as_the_kernels_own(int bits)
    {
        Assert.AreEqual("1 0 | 1", Answered<int, Fault>(bits, Result.Fail(SyscallError<Fault>.InvalidData)));
        Assert.AreEqual("101 0 | 2", Answered<int, Fault>(bits, Result.Fail(SyscallError<Fault>.InvalidNumber)));
        Assert.AreEqual("201 0 | 3", Answered<int, Fault>(bits, Result.Fail(SyscallError<Fault>.AllocationFailed)));
    }

    [TestMethod]
    public void Value_in_memory_leaves_0_in_every_register()
    {
        Answering<Line, Fault> handler = new() { Next = new Line(new(1, true), 2, new(3, false)) };
        using HostedKernel kernel = HostedKernel.Create(TaggedShapes.Of(64), handler);
        foreach ((CallerSpace space, SyscallAbi abi) in CallerSpace.All(kernel))
        {
            space.Reset();
            TrapFrame frame = new(3, space.Writable, Old, Old, Old, Old);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(3, 0, Old, 0, Old, 0), frame);
            Assert.AreEqual(handler.Next.Value, space.At<Line>(0, 1)[0]);

            // A return area that cannot be written is a malformed call, and no half of the answer comes back.
            frame = new(3, space.Start, Old, Old, Old, Old);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(3, 0, Old, 1, Old, 1), frame);
        }
    }

    [TestMethod]
    [DataRow(32)]
    [DataRow(64)]
    [DataRow(128)]
    public void The_four_ways_to_fail_are_four_different_things_to_the_caller(int bits)
    {
        AbiShape shape = TaggedShapes.Of(bits);
        using HostedKernel kernel = HostedKernel.Create(shape, new Failing());
        using HostedKernel poor = TestKernel.Of((ref _, _, _) => CallOutcome.OutOfMemory, shape: shape);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IFailing calls = SyscallBinder.Bind<IFailing>(abi);
            Assert.AreEqual(SyscallError<Fault>.InvalidNumber, SyscallBinder.Bind<IAnswering<int, Fault>>(abi).Answer().Error);
            Assert.AreEqual(SyscallError<Fault>.InvalidData, SyscallBinder.Bind<ISloppy>(abi).Fail(2).Error);
            Assert.AreEqual(SyscallError.Failed(Fault.Worse), calls.Fail(true).Error);
            Assert.AreEqual(SyscallError<Fault>.AllocationFailed, calls.Fail(false).Error, "The handler threw.");
        }

        Assert.AreEqual(
            SyscallError<Fault>.AllocationFailed, SyscallBinder.Bind<IAnswering<int, Fault>>(poor.Abi).Answer().Error);
    }

    [TestMethod]
    public void What_is_thrown_names_the_call_and_what_became_of_it()
    {
        Answering<int, Fault> handler = new();
        using HostedKernel kernel = HostedKernel.Create(TaggedShapes.Of(64), handler);
        IPlainView<int> plain = SyscallBinder.Bind<IPlainView<int>>(kernel.Abi);
        handler.Next = Failed<int, Fault>(Fault.Bad);
        SyscallException thrown = Assert.ThrowsExactly<SyscallException>(() => plain.Answer());
        Assert.AreEqual((SyscallErrorKind.Failed, null, "Answer failed."), (thrown.Kind, thrown.Error, thrown.Message));
        handler.Next = Result.Fail(SyscallError<Fault>.AllocationFailed);
        thrown = Assert.ThrowsExactly<SyscallException>(() => plain.Answer());
        Assert.AreEqual((SyscallErrorKind.AllocationFailed, null, "The kernel refused Answer: AllocationFailed."), (thrown.Kind, thrown.Error, thrown.Message));
    }

    [TestMethod]
    public void A_handle_is_made_of_the_number_in_register_0()
    {
        using HostedKernel kernel = HostedKernel.Create(TaggedShapes.Of(64), new HandleMaker { Answer = -5 });
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            TrapFrame frame = new(41);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(41, 0, 0, 0, 0, unchecked((ulong)-5)), frame);
            using Microsoft.Win32.SafeHandles.SafeFileHandle handle = SyscallBinder.Bind<IHandleMaker>(abi).Make();
            Assert.AreEqual(-5, handle.DangerousGetHandle());
            handle.SetHandleAsInvalid();
        }
    }

    [TestMethod]
    public void As_much_of_a_span_comes_back_as_the_answer_counts()
    {
        using HostedKernel kernel = HostedKernel.Create(TaggedShapes.Of(64), new Filler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IFiller calls = SyscallBinder.Bind<IFiller>(abi);
            byte[] buffer = [9, 9, 9, 9];
            Assert.AreEqual(2, calls.Fill(buffer, 2).Value);
            CollectionAssert.AreEqual(new byte[] { 1, 1, 9, 9 }, buffer);
            Assert.AreEqual(SyscallError<Fault>.AllocationFailed, calls.Fill(buffer, 5).Error);
            Assert.AreEqual(SyscallError<Fault>.AllocationFailed, calls.Fill(buffer, -1).Error);
            CollectionAssert.AreEqual(new byte[] { 1, 1, 9, 9 }, buffer);
        }
    }

    private static Result<T, SyscallError<TError>> Failed<T, TError>(TError error) => Result.Fail(SyscallError.Failed(error));

    /// <summary>The registers of the answer as signed numbers in hex, the status behind a bar; all other words must be as they were.</summary>
    private static string Answered<T, TError>(int bits, Result<T, SyscallError<TError>> answer)
    {
        AbiShape shape = TaggedShapes.Of(bits);
        using HostedKernel kernel = HostedKernel.Create(shape, new Answering<T, TError> { Next = answer });
        HashSet<string> texts = [];
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            int step = bits == 128 ? 2 : 1;
            ulong old = bits == 32 ? Old & uint.MaxValue : Old;
            TrapFrame frame = new(3, [.. Enumerable.Repeat(old, 5 * step)]);
            abi.Trap(ref frame);
            foreach (int untouched in (int[])[1, 3])
            {
                Assert.AreEqual(old, frame[untouched * step]);
                Assert.AreEqual(old, frame[(untouched * step) + step - 1]);
            }

            texts.Add($"{Register(4)} {Register(0)} | {Register(2)}");

            string Register(int register)
            {
                ulong low = frame[register * step];
                Int128 value = bits switch
                {
                    32 => (int)(uint)low is < 0 and >= -0x8000 and var negative ? negative : low,
                    64 => (long)low,
                    _ => unchecked((Int128)new UInt128(frame[(register * step) + 1], low)),
                };
                return value < 0 ? $"-{-value:X}" : value.ToString("X", null).TrimStart('0') is { Length: > 0 } text ? text : "0";
            }
        }

        return texts.Single();
    }
}

[SyscallInterface]
internal interface IFailing
{
    [Syscall(1)] Result<int, SyscallError<Fault>> Fail(bool asSaid);
}

/// <summary>The same call by somebody who sends what is no bool.</summary>
[SyscallInterface]
internal interface ISloppy
{
    [Syscall(1)] Result<int, SyscallError<Fault>> Fail(int asSaid);
}

internal sealed class Failing : IFailing
{
    public Result<int, SyscallError<Fault>> Fail(bool asSaid) =>
        asSaid ? Result.Fail(SyscallError.Failed(Fault.Worse)) : throw new FormatException();
}

[SyscallInterface]
internal interface IFiller
{
    [Syscall(1)]
    [return: LengthOf(nameof(buffer))] Result<int, SyscallError<Fault>> Fill([System.Runtime.InteropServices.Out] Span<byte> buffer, int answer);
}

internal sealed class Filler : IFiller
{
    public Result<int, SyscallError<Fault>> Fill(Span<byte> buffer, int answer)
    {
        buffer.Fill(1);
        return answer;
    }
}
