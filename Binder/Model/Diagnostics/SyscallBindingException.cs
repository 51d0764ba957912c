namespace Binder;

/// <summary>Contracts, handlers or a shape cannot be bound: everything that is wrong with them, at once.</summary>
public sealed class SyscallBindingException : Exception
{
    /// <summary>Makes one without diagnostics.</summary>
    public SyscallBindingException()
    {
    }

    /// <summary>Makes one with a message and no diagnostics.</summary>
    public SyscallBindingException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message, a cause and no diagnostics.</summary>
    public SyscallBindingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Makes one of diagnostics; the message has a line for each.</summary>
    public SyscallBindingException(IReadOnlyList<SyscallDiagnostic> diagnostics)
        : base(Describe(diagnostics ?? throw new ArgumentNullException(nameof(diagnostics)))) => Diagnostics = diagnostics;

    /// <summary>Everything that was found, warnings included.</summary>
    public IReadOnlyList<SyscallDiagnostic> Diagnostics { get; } = [];

    private static string Describe(IReadOnlyList<SyscallDiagnostic> diagnostics)
    {
        int errors = diagnostics.Count(diagnostic => diagnostic.Severity == SyscallDiagnosticSeverity.Error);
        return $"Nothing was bound: {errors} {(errors == 1 ? "error" : "errors")}.{Environment.NewLine}"
            + string.Join(Environment.NewLine, diagnostics.Select(diagnostic => "  " + diagnostic));
    }
}
