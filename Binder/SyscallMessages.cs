using System.Diagnostics.CodeAnalysis;
using Binder.Emit;

namespace Binder;

/// <summary>Performs calls that are messages, without a contract.</summary>
public static class SyscallMessages
{
    /// <summary>Makes the call that a message is.</summary>
    /// <typeparam name="TCall">The message, a type marked <c>[Syscall]</c>. What is emitted for it is kept by its type and the shape.</typeparam>
    /// <typeparam name="TReturn">What a good answer carries.</typeparam>
    /// <typeparam name="TError">The call's own errors.</typeparam>
    /// <param name="abi">The way to the kernel.</param>
    /// <param name="message">The message; nothing of it is kept.</param>
    /// <returns>The answer; the kernel's own rejections are values, too.</returns>
    /// <exception cref="ArgumentNullException">The ABI is null.</exception>
    /// <exception cref="SyscallBindingException">The message cannot travel in the ABI's shape.</exception>
    /// <exception cref="SyscallEncodingException">This value of it cannot; nothing was sent.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of the message.")]
    public static Result<TReturn, SyscallError<TError>> Perform<TCall, TReturn, TError>(this SyscallAbi abi, in TCall message)
        where TCall : ISyscall<TReturn, TError>
    {
        ArgumentNullException.ThrowIfNull(abi);
        return MessageCallers<TCall, TReturn, TError>.For(abi).Perform(in message, abi);
    }

    /// <summary>Makes the call that a message is; the types follow from the answer's.</summary>
    /// <param name="abi">The way to the kernel.</param>
    /// <param name="message">The message; nothing of it is kept.</param>
    /// <param name="answer">The answer; the kernel's own rejections are values, too.</param>
    /// <inheritdoc cref="Perform{TCall, TReturn, TError}(SyscallAbi, in TCall)" path="/typeparam"/>
    /// <inheritdoc cref="Perform{TCall, TReturn, TError}(SyscallAbi, in TCall)" path="/exception"/>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of the message.")]
    public static void Perform<TCall, TReturn, TError>(this SyscallAbi abi, in TCall message, out Result<TReturn, SyscallError<TError>> answer)
        where TCall : ISyscall<TReturn, TError> => answer = abi.Perform<TCall, TReturn, TError>(in message);
}
