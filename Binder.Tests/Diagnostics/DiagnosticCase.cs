namespace Binder.Tests.Diagnostics;

/// <summary>Something that is wrong, and every word of what is said about it.</summary>
internal sealed record DiagnosticCase(string Name, Func<IReadOnlyList<SyscallDiagnostic>> Provoke, params SyscallDiagnostic[] Expected)
{
    public static DiagnosticCase Of<T>(params SyscallDiagnostic[] expected) => new(typeof(T).Name, Provoked.By<T>, expected);

    public static SyscallDiagnostic Error(string code, string member, string reason, string cure) =>
        new(code, SyscallDiagnosticSeverity.Error, member, reason, cure);

    public static SyscallDiagnostic Warning(string code, string member, string reason, string cure) =>
        new(code, SyscallDiagnosticSeverity.Warning, member, reason, cure);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticCase> All { get; } =
        [.. ContractCases.All, .. NumberCases.All, .. MessageCases.All, .. TypeCases.All, .. UnionCases.All, .. AnswerCases.All, .. AttributeCases.All, .. HandlerCases.All, .. ShapeCases.All];
}
