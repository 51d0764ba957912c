namespace Binder;

/// <summary>Handles one message type in a kernel.</summary>
/// <typeparam name="TCall">The message.</typeparam>
/// <typeparam name="TReturn">What a good answer carries.</typeparam>
/// <typeparam name="TError">The call's own errors.</typeparam>
public interface ISyscallHandler<TCall, TReturn, TError>
    where TCall : ISyscall<TReturn, TError>
{
    /// <summary>Answers a call. What it throws is told by <c>HandlerFailed</c> and reaches the caller as the kernel's error.</summary>
    /// <param name="message">The call, decoded and checked.</param>
    /// <param name="context">Who calls, and what their memory is.</param>
    Result<TReturn, TError> Handle(in TCall message, in SyscallContext context);
}
