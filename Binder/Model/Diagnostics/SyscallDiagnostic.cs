namespace Binder;

/// <summary>One thing that is wrong, or may be wrong, with a contract, a handler or a shape.</summary>
/// <param name="Code">A stable code, as <c>SB1001</c>; <c>docs/diagnostics.md</c> lists them all.</param>
/// <param name="Severity">Whether binding goes on.</param>
/// <param name="Member">Where: the interface, method and parameter, as <c>IPosix.Write(data)</c>.</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Cure">What to write instead.</param>
public sealed record SyscallDiagnostic(string Code, SyscallDiagnosticSeverity Severity, string Member, string Reason, string Cure)
{
    /// <summary>Everything in one line: <c>SB1001 error: IPosix.Write: reason Cure.</c></summary>
    public override string ToString() =>
        $"{Code} {(Severity == SyscallDiagnosticSeverity.Error ? "error" : "warning")}: {Member}: {Reason} {Cure}";
}
