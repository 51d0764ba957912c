namespace Binder;

/// <summary>Whether binding goes on in spite of a diagnostic.</summary>
public enum SyscallDiagnosticSeverity
{
    /// <summary>Worth a look; binding goes on.</summary>
    Warning,

    /// <summary>Nothing is bound.</summary>
    Error,
}
