namespace Binder;

/// <summary>A value cannot be sent: nothing of it was written and, where it is an argument, no call was made.</summary>
public sealed class SyscallEncodingException : Exception
{
    /// <summary>Makes one without a message of its own.</summary>
    public SyscallEncodingException()
    {
    }

    /// <summary>Makes one that says what cannot be sent, and why.</summary>
    public SyscallEncodingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one that says what cannot be sent, and carries the cause.</summary>
    public SyscallEncodingException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
