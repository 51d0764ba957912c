namespace Binder.Model;

/// <summary>Collects what is wrong, so that all of it is told at once.</summary>
internal sealed class DiagnosticList
{
    private readonly List<SyscallDiagnostic> _found = [];

    public IReadOnlyList<SyscallDiagnostic> Found => _found;

    public bool HasErrors => CountErrors(_found) > 0;

    /// <summary>Adds one unless it is there already, as when two contracts inherit the same method.</summary>
    public void Add(SyscallDiagnostic diagnostic)
    {
        if (!_found.Contains(diagnostic))
        {
            _found.Add(diagnostic);
        }
    }

    public void AddRange(IEnumerable<SyscallDiagnostic> diagnostics)
    {
        foreach (SyscallDiagnostic diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <exception cref="SyscallBindingException">There is an error among them.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new SyscallBindingException([.. _found]);
        }
    }

    public static int CountErrors(IReadOnlyList<SyscallDiagnostic> diagnostics)
    {
        int errors = 0;
        foreach (SyscallDiagnostic diagnostic in diagnostics)
        {
            errors += diagnostic.Severity == SyscallDiagnosticSeverity.Error ? 1 : 0;
        }

        return errors;
    }
}
