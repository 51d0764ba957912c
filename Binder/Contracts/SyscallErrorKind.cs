namespace Binder;

/// <summary>How a call can fail. The members are the tags, of one byte, that a <see cref="SyscallError{TError}"/> travels with.</summary>
public enum SyscallErrorKind
{
    /// <summary>The kernel could not make sense of what it was sent: the call or its arguments are malformed.</summary>
    InvalidData = 0,

    /// <summary>There is no call with this number, or none for this caller.</summary>
    InvalidNumber = 1,

    /// <summary>The kernel, or the way to it, had not what the call needed; a handler that threw is answered so, too.</summary>
    AllocationFailed = 2,

    /// <summary>The call was made and failed, with an error of its own.</summary>
    Failed = 3,
}
