namespace Binder.Boundary;

/// <summary>Writes a kernel's own rejection of a call into the frame, as the shape's error convention says it.</summary>
internal sealed class RejectionWriter(AbiShape shape, Errno handlerError = Errno.EIO)
{
    private readonly FrameLayout _layout = new(shape);

    public void Write(ref TrapFrame frame, CallOutcome outcome)
    {
        if (shape.Errors == ErrorConvention.Tagged)
        {
            WriteTagged(ref frame, Tag(outcome));
        }
        else
        {
            ulong answer = (ulong)-(long)Number(outcome);
            frame[_layout.AnswerWord(0)] = shape.RegisterBits == 32 ? (uint)answer : answer;
            WriteHigh(ref frame, _layout.AnswerWord(0), ulong.MaxValue);
        }
    }

    /// <summary>The error numbers of design rule "NegativeErrno"; errno(3) has their meaning.</summary>
    private Errno Number(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Malformed => Errno.EINVAL,
        CallOutcome.BadAddress => Errno.EFAULT,
        CallOutcome.UnknownNumber => Errno.ENOSYS,
        CallOutcome.OutOfMemory => Errno.ENOMEM,
        CallOutcome.NotPermitted => Errno.EPERM,
        CallOutcome.Closed => Errno.ESHUTDOWN,
        _ => handlerError,
    };

    private static SyscallErrorKind Tag(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Malformed or CallOutcome.BadAddress => SyscallErrorKind.InvalidData,
        CallOutcome.UnknownNumber or CallOutcome.NotPermitted or CallOutcome.Closed => SyscallErrorKind.InvalidNumber,
        _ => SyscallErrorKind.AllocationFailed,
    };

    /// <summary>What readers of both encodings understand: the packed error in register 0, the status in the last one.</summary>
    private void WriteTagged(ref TrapFrame frame, SyscallErrorKind kind)
    {
        int last = _layout.Returns.Length - 1;
        for (int register = 0; register <= last; register++)
        {
            int word = _layout.AnswerWord(register);
            frame[word] = 0;
            WriteHigh(ref frame, word, 0);
        }

        frame[_layout.AnswerWord(0)] = 0x01 | ((ulong)kind << 8);
        frame[_layout.AnswerWord(last)] = 1 + (ulong)kind;
    }

    private void WriteHigh(ref TrapFrame frame, int word, ulong bits)
    {
        if (shape.RegisterBits == 128)
        {
            frame[word + 1] = bits;
        }
    }
}
