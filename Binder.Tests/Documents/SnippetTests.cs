using Binder.Native;
using Binder.Tests.Architecture;
using Binder.Tests.Children;

namespace Binder.Tests.Documents;

/// <summary>What the documents show as C# compiles, runs, and prints what they say.</summary>
[TestClass]
public sealed class SnippetTests
{
    public static IEnumerable<object[]> Places => All().Select(snippet => new object[] { snippet.Document, snippet.Line });

    [TestMethod]
    [DynamicData(nameof(Places))]
    public void Snippet_compiles_and_prints_what_it_says(string document, int line)
    {
        Snippet snippet = All().Single(snippet => snippet.Document == document && snippet.Line == line);
        byte[] program = CSharpSource.Program("Snippet", snippet.Code);
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("It compiles. Running it takes a native trap, which needs Linux on x86-64.");
        }

        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dll");
        try
        {
            File.WriteAllBytes(file, program);
            ChildResult result = Child.Run(nameof(RunProgram), null, file).MustSucceed();
            string[] printed = [.. result.Output.Split('\n').Select(text => text.Trim())];
            foreach (string wanted in snippet.PrintedLines)
            {
                CollectionAssert.Contains(printed, wanted, $"{snippet} says that it prints \"{wanted}\" and printed:\n{result.Output}");
            }

            if (snippet.Output is { } all)
            {
                Assert.AreEqual(all.TrimEnd(), result.Output.ReplaceLineEndings("\n").TrimEnd(), snippet.ToString());
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestMethod]
    public void Snippets_and_what_they_print_are_found_in_documents()
    {
        Snippet[] found = [.. Snippet.In("a.md", """"
            # Text
            ```csharp
            Console.WriteLine(1);   // 1, then 2
            Run();                  // not printed
            ```

            ```text
            1
            2
            ```
            ```csharp
            // Console.WriteLine
            ```
            Text
            ```text
            no output of the block above
            ```
            """".Split('\n'))];
        Assert.HasCount(2, found);
        Assert.AreEqual("a.md:3 1|2 1\n2", $"{found[0]} {string.Join('|', found[0].PrintedLines)} {found[0].Output}");
        Assert.AreEqual("a.md:12  ", $"{found[1]} {string.Join('|', found[1].PrintedLines)} {found[1].Output}");
    }

    [TestMethod]
    public void Readme_says_what_its_snippets_print()
    {
        Snippet[] readme = [.. All().Where(snippet => snippet.Document == "README.md")];
        Assert.IsGreaterThan(5, readme.Sum(snippet => snippet.PrintedLines.Count()));
        Assert.IsTrue(readme.Any(snippet => snippet.Output is not null));
    }

    private static IEnumerable<Snippet> All()
    {
        string[] documents = [Repository.PathTo("README.md"), .. Directory.GetFiles(Repository.PathTo("docs"), "*.md").Where(IsOfSnippets).Order(StringComparer.Ordinal)];
        return documents.SelectMany(path => Snippet.In(
            Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllLines(path)));
    }

    /// <summary>The document of diagnostics shows what does not go; DiagnosticsDocumentTests read it.</summary>
    private static bool IsOfSnippets(string path) => Path.GetFileName(path) != "diagnostics.md";
}
