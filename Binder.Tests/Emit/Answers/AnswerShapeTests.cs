using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Answers;

/// <summary>Answers may have a shape of their own.</summary>
[TestClass]
public sealed class AnswerShapeTests
{
    private static readonly AbiShape s_arguments = TaggedShapes.Of(64);

    [TestMethod]
    public void Register_i_of_the_answers_is_return_register_i_of_the_shape()
    {
        AbiShape shape = s_arguments with { Answers = s_arguments with { ArgumentRegisters = [1, 2, 3], ReturnRegisters = [] } };
        using HostedKernel kernel = HostedKernel.Create(shape, new Answering<Span2, Fault> { Next = new Span2(-2, true) });
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            TrapFrame frame = new(3, 9, 9, 9, 9, 9);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(3, 1, 9, 0, 9, unchecked((ulong)-2)), frame);
            Assert.AreEqual(new Span2(-2, true), SyscallBinder.Bind<IPlainView<Span2>>(abi).Answer());
        }
    }

    [TestMethod]
    [DataRow(NarrowRule.Refuse, NarrowRule.Truncate)]
    [DataRow(NarrowRule.Truncate, NarrowRule.Refuse)]
    public void Bits_beyond_a_value_are_what_the_shape_of_each_direction_says(NarrowRule arguments, NarrowRule answers)
    {
        AbiShape shape = new()
        {
            RegisterBits = 64,
            ArgumentRegisters = [0, 1],
            NarrowArguments = arguments,
            Answers = new() { RegisterBits = 64, ArgumentRegisters = [0], NarrowArguments = answers },
        };
        using HostedKernel kernel = HostedKernel.Create(shape, new Echoing());
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Assert.AreEqual(arguments == NarrowRule.Refuse ? -(long)Errno.EINVAL : 5, abi.Raw(1, 0xFF05));

        IEchoing user = SyscallBinder.Bind<IEchoing>(new Dirty(shape));
        if (answers == NarrowRule.Refuse)
        {
            Assert.AreEqual(SyscallErrorKind.InvalidData, Assert.ThrowsExactly<SyscallException>(() => user.Echo(5)).Kind);
        }
        else
        {
            Assert.AreEqual(5, user.Echo(5));
        }
    }

    [TestMethod]
    public void Native_integers_of_answers_have_the_answers_pointer_width()
    {
        AbiShape shape = s_arguments with { Answers = s_arguments with { ArgumentRegisters = [1, 2, 3], PointerBits = 32 } };
        Answering<nint, Fault> handler = new() { Next = int.MinValue };
        List<UnsendableAnswer> heard = [];
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = heard.Add }, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            handler.Next = int.MinValue;
            Assert.AreEqual(int.MinValue, SyscallBinder.Bind<IPlainView<nint>>(abi).Answer());
            handler.Next = (nint)1 << 40;
            Assert.AreEqual(SyscallError<Fault>.AllocationFailed, SyscallBinder.Bind<IAnswering<nint, Fault>>(abi).Answer().Error);
            Assert.AreEqual(
                "Answer was answered with 0x10000000000, and a pointer of the shape has 32 bits. Answer with what fits, or set AbiShape.PointerBits to 64.",
                heard.Single().Cause!.Message);
            heard.Clear();
        }
    }

    [TestMethod]
    public void Errors_are_told_as_the_outer_shape_says()
    {
        AbiShape shape = s_arguments with { ReturnRegisters = [1], Errors = ErrorConvention.NegativeErrno, Answers = s_arguments with { ArgumentRegisters = [1] } };
        using HostedKernel kernel = HostedKernel.Create(shape, new Echoing());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            Assert.AreEqual(-(long)Errno.ENOSYS, abi.Raw(77));
            Assert.AreEqual(7, SyscallBinder.Bind<IEchoing>(abi).Echo(7));
        }
    }

    /// <summary>Answers its argument with bits above it.</summary>
    private sealed class Dirty(AbiShape shape) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame) => frame[0] |= 0xFF00;
    }
}

[SyscallInterface]
internal interface IEchoing
{
    [Syscall(1)] byte Echo(byte value);
}

internal sealed class Echoing : IEchoing
{
    public byte Echo(byte value) => value;
}
