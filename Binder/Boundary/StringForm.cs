namespace Binder;

/// <summary>How a string, always UTF-8, crosses.</summary>
public enum StringForm
{
    /// <summary>One address, of bytes that end with a NUL.</summary>
    NulTerminated,

    /// <summary>An address and a count of bytes.</summary>
    Counted,
}
