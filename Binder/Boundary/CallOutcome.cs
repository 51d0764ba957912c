namespace Binder.Boundary;

/// <summary>How the kernel side of one call ended: with an answer, or with one of its own rejections.</summary>
internal enum CallOutcome
{
    /// <summary>The handler answered and the answer stands in the frame.</summary>
    Answered,

    /// <summary>The arguments do not decode.</summary>
    Malformed,

    /// <summary>An address of the caller cannot be read or written.</summary>
    BadAddress,

    /// <summary>No handler takes this number.</summary>
    UnknownNumber,

    /// <summary>Memory that the call needs cannot be had.</summary>
    OutOfMemory,

    /// <summary>The caller's filter refuses the number.</summary>
    NotPermitted,

    /// <summary>The kernel is disposed.</summary>
    Closed,

    /// <summary>The handler threw.</summary>
    HandlerFailed,

    /// <summary>The handler's answer cannot be said in the shape.</summary>
    Unsendable,
}
