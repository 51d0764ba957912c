using Binder.Tests.Architecture;

namespace Binder.Tests.Diagnostics;

[TestClass]
public sealed class DiagnosticsDocumentTests
{
    private static readonly DiagnosticsDocument s_document = DiagnosticsDocument.Read();

    [TestMethod]
    public void The_document_has_the_codes_of_the_library_in_order()
    {
        Assert.AreSequenceEqual(LibraryCodes.Read(), s_document.Table);
        Assert.AreSequenceEqual(s_document.Table, s_document.Sections.Select(section => section.Code));
    }

    [TestMethod]
    public void Every_code_of_the_library_is_provoked_by_a_case() =>
        Assert.AreSequenceEqual(
            LibraryCodes.Read(), DiagnosticCase.All.SelectMany(provoked => provoked.Expected).Select(diagnostic => diagnostic.Code).Distinct().Order(StringComparer.Ordinal));

    [TestMethod]
    public void Every_text_of_the_document_is_what_a_case_gives()
    {
        HashSet<string> texts = [.. DiagnosticCase.All.SelectMany(provoked => provoked.Expected).Select(diagnostic => diagnostic.ToString())];
        Assert.IsEmpty(s_document.Sections.SelectMany(section => section.Texts).Where(text => !texts.Contains(text)));
        Assert.IsEmpty(s_document.Sections.Where(section => section.Texts.Any(text => !text.StartsWith(section.Code, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Every_provoking_example_of_the_document_stands_in_a_case() => AssertStandIn(Sources("*Cases.cs"), section => section.Provoking);

    [TestMethod]
    public void Everything_to_write_instead_is_tried() => AssertStandIn(Sources("Cures.cs"), section => section.Instead);

    private static void AssertStandIn(string source, Func<DiagnosticsDocument.Section, IReadOnlyList<string>> examples)
    {
        foreach (DiagnosticsDocument.Section section in s_document.Sections)
        {
            foreach (string example in examples(section))
            {
                Assert.Contains(example, source, $"{section.Code}: {example}");
            }
        }
    }

    private static string Sources(string pattern) => DiagnosticsDocument.Normalized(string.Concat(
        Directory.GetFiles(Repository.PathTo("Binder.Tests", "Diagnostics"), pattern).Select(File.ReadAllText)));
}
