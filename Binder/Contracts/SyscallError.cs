using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Binder.Contracts;

namespace Binder;

/// <summary>Makes errors without naming their type.</summary>
public static class SyscallError
{
    /// <summary>The call was made and failed.</summary>
    /// <typeparam name="TError">The type of the call's own error.</typeparam>
    /// <param name="error">The call's own error.</param>
    public static SyscallError<TError> Failed<TError>(TError error) => SyscallError<TError>.Failed(error);
}

/// <summary>Everything that can go wrong with a call: the kernel refuses it, or it fails with an error of its own.</summary>
/// <remarks>The default is <see cref="InvalidData"/>.</remarks>
/// <typeparam name="TError">The type of the call's own error.</typeparam>
[SuppressMessage("Design", "CA1000:Do not declare static members on generic types", Justification =
    "The refusals carry nothing that would tell TError; for Failed there is SyscallError.Failed.")]
public readonly record struct SyscallError<TError> : ISyscallError
{
    private readonly TError _error;

    private SyscallError(SyscallErrorKind kind, TError error) => (Kind, _error) = (kind, error);

    /// <summary>The call or its arguments are malformed.</summary>
    public static SyscallError<TError> InvalidData => default;

    /// <summary>There is no such call.</summary>
    public static SyscallError<TError> InvalidNumber => new(SyscallErrorKind.InvalidNumber, default!);

    /// <summary>The kernel had not what the call needed.</summary>
    public static SyscallError<TError> AllocationFailed => new(SyscallErrorKind.AllocationFailed, default!);

    /// <summary>The call was made and failed.</summary>
    /// <param name="error">The call's own error.</param>
    public static SyscallError<TError> Failed(TError error) => new(SyscallErrorKind.Failed, error);

    /// <summary>How the call failed.</summary>
    public SyscallErrorKind Kind { get; }

    /// <summary>The call's own error.</summary>
    /// <exception cref="InvalidOperationException">The kind is not <see cref="SyscallErrorKind.Failed"/>.</exception>
    public TError Error
    {
        get
        {
            if (Kind != SyscallErrorKind.Failed)
            {
                ThrowRefused(Kind);
            }

            return _error;
        }
    }

    object? ISyscallError.Error => _error;

    /// <summary>True, and the call's own error, where the kind is <see cref="SyscallErrorKind.Failed"/>.</summary>
    /// <param name="error">The call's own error; the default of its type where the kernel refused the call.</param>
    public bool TryGetFailed([MaybeNullWhen(false)] out TError error)
    {
        error = _error;
        return Kind == SyscallErrorKind.Failed;
    }

    /// <summary>The kind, and the error where there is one, as <c>InvalidNumber</c> or <c>Failed(Sad)</c>.</summary>
    public override string ToString() => Kind == SyscallErrorKind.Failed
        ? string.Create(CultureInfo.InvariantCulture, $"Failed({(object?)_error ?? "null"})")
        : Kind.ToString();

    [DoesNotReturn]
    private static void ThrowRefused(SyscallErrorKind kind) => throw new InvalidOperationException(
        $"The kernel refused the call ({kind}), so there is no error of the call's own. Ask Kind or TryGetFailed first.");
}
