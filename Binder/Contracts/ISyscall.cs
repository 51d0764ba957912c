using System.Diagnostics.CodeAnalysis;

namespace Binder;

/// <summary>
/// A syscall as a message: a type marked <see cref="SyscallAttribute"/> whose fields are the arguments. It can be built, stored and compared
/// before it is sent, by <c>abi.Perform(message)</c> or by a contract's method that takes it as its only parameter.
/// </summary>
/// <typeparam name="TReturn">What a good answer carries.</typeparam>
/// <typeparam name="TError">The call's own errors.</typeparam>
[SuppressMessage("Design", "CA1040:Avoid empty interfaces", Justification = "Its type arguments are what it says.")]
public interface ISyscall<TReturn, TError>;
