namespace Binder.Emit;

/// <summary>What is emitted to perform one message type in one shape, over any ABI of that shape that lends memory, or any that does not.</summary>
internal abstract class MessageCaller<TCall, TReturn, TError>
{
    public abstract Result<TReturn, SyscallError<TError>> Perform(in TCall message, SyscallAbi abi);
}
