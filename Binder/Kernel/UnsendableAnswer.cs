namespace Binder;

/// <summary>An answer of a handler that the kernel's shape cannot say; its caller gets a rejection instead.</summary>
/// <param name="Number">The call's number.</param>
/// <param name="Caller">Who called.</param>
/// <param name="Cause">
/// Why: a <see cref="SyscallEncodingException"/> whose message names the call, what it was answered with and what to answer instead.
/// </param>
public sealed record UnsendableAnswer(ulong Number, SyscallCaller Caller, Exception? Cause);
