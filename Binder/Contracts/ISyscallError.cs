namespace Binder.Contracts;

/// <summary>A <see cref="SyscallError{TError}"/> of any type, for code that throws it.</summary>
internal interface ISyscallError
{
    SyscallErrorKind Kind { get; }

    /// <summary>The call's own error; meaningful for <see cref="SyscallErrorKind.Failed"/> only.</summary>
    object? Error { get; }
}
