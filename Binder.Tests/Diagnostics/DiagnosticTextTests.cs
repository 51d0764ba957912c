namespace Binder.Tests.Diagnostics;

[TestClass]
public sealed class DiagnosticTextTests
{
    public static IEnumerable<string> Names => DiagnosticCase.All.Select(diagnostic => diagnostic.Name);

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Every_word_is_as_expected(string name)
    {
        DiagnosticCase provoked = DiagnosticCase.All.Single(diagnostic => diagnostic.Name == name);
        Assert.AreSequenceEqual(provoked.Expected, provoked.Provoke());
    }
}
