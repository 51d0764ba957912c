using System.Globalization;
using Binder.Contracts;

namespace Binder;

/// <summary>A call failed, and its contract, or <see cref="Result{T,TError}.ValueOrThrow"/>, throws errors instead of returning them.</summary>
public sealed class SyscallException : Exception
{
    /// <summary>A call failed; nothing more is known.</summary>
    public SyscallException() : this("The call failed.") { }

    /// <summary>A call failed.</summary>
    /// <param name="message">What to tell.</param>
    public SyscallException(string message) : base(message) { }

    /// <summary>A call failed because of another exception.</summary>
    /// <param name="message">What to tell.</param>
    /// <param name="inner">The cause.</param>
    public SyscallException(string message, Exception inner) : base(message, inner) { }

    internal SyscallException(SyscallErrorKind kind, object? error, string message) : base(message) => (Kind, Error) = (kind, error);

    /// <summary>The call's own error, such as an <c>Errno</c>; null where the kernel refused the call or nothing is known.</summary>
    public object? Error { get; }

    /// <summary>How the call failed; <see cref="SyscallErrorKind.Failed"/> unless the kernel refused it.</summary>
    public SyscallErrorKind Kind { get; } = SyscallErrorKind.Failed;

    /// <summary>True where the call's own error is of this type and equal to this one.</summary>
    /// <typeparam name="TError">The type of the error.</typeparam>
    /// <param name="error">The error to compare with.</param>
    public bool Is<TError>(TError error) => Error is TError own && EqualityComparer<TError>.Default.Equals(own, error);

    /// <summary>The exception for an error of any type, a <see cref="SyscallError{TError}"/> taken apart.</summary>
    internal static SyscallException From<TError>(TError error) => error switch
    {
        ISyscallError { Kind: SyscallErrorKind.Failed } failed => Failure(failed.Error),
        ISyscallError refused => new(refused.Kind, null, $"The kernel refused the call: {refused.Kind}."),
        _ => Failure(error),
    };

    private static SyscallException Failure(object? error) => new(
        SyscallErrorKind.Failed, error, string.Create(CultureInfo.InvariantCulture, $"The call failed: {error ?? "null"}."));
}
