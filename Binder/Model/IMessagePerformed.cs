namespace Binder.Model;

/// <summary>A message that is performed without a contract, as the method that a contract would have for it.</summary>
internal interface IMessagePerformed<TCall, TReturn, TError>
{
    Result<TReturn, SyscallError<TError>> Perform(in TCall message);
}

/// <summary>A message that is handled by an <see cref="ISyscallHandler{TCall, TReturn, TError}"/>, as the method that a contract would have for it.</summary>
internal interface IMessageHandled<TCall, TReturn, TError>
{
    Result<TReturn, TError> Handle(in TCall message);
}
