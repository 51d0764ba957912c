namespace Binder.Model;

/// <summary>Collects what is wrong, so that all of it is told at once.</summary>
internal sealed class DiagnosticList
{
    private readonly List<SyscallDiagnostic> _found = [];

    public IReadOnlyList<SyscallDiagnostic> Found => _found;

    /// <summary>How many errors were added, those included that were there already: whoever adds none may go on.</summary>
    public int Errors { get; private set; }

    /// <summary>Adds one unless it is there already, as when two contracts inherit the same method.</summary>
    public void Add(SyscallDiagnostic diagnostic)
    {
        Errors += diagnostic.Severity == SyscallDiagnosticSeverity.Error ? 1 : 0;
        if (!_found.Contains(diagnostic))
        {
            _found.Add(diagnostic);
        }
    }

    public void AddAll(DiagnosticList other)
    {
        for (int i = 0; i < other._found.Count; i++)
        {
            Add(other._found[i]);
        }
    }

    /// <exception cref="SyscallBindingException">There is an error among them.</exception>
    public void ThrowIfErrors()
    {
        if (Errors > 0)
        {
            throw new SyscallBindingException(_found.ToArray());
        }
    }
}
