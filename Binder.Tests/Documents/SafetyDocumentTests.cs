using System.Reflection;
using System.Text.RegularExpressions;
using Binder.Tests.Architecture;

namespace Binder.Tests.Documents;

/// <summary>docs/safety.md names tests that exist, for every row, and every file with unsafe code.</summary>
[TestClass]
public sealed partial class SafetyDocumentTests
{
    private static readonly string[] s_lines = File.ReadAllLines(Repository.PathTo("docs", "safety.md"));

    [TestMethod]
    public void Every_test_that_the_document_names_exists()
    {
        HashSet<string> tests = [.. typeof(SafetyDocumentTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(TestMethodAttribute))).Select(method => $"{type.Name}.{method.Name}"))];
        string[] named = [.. s_lines.SelectMany(line => Tests().Matches(line)).Select(test => test.Groups[1].Value)];
        Assert.IsGreaterThan(50, named.Length);
        Assert.AreEqual("", string.Join('\n', named.Where(test => !tests.Contains(test))), "These are named and do not exist.");
    }

    [TestMethod]
    public void Every_row_has_a_precondition_a_guarantee_and_a_test()
    {
        string[] rows = [.. s_lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| what |", StringComparison.Ordinal))];
        Assert.IsGreaterThan(20, rows.Length);
        foreach (string row in rows)
        {
            string[] cells = row.Trim('|').Split(" | ");
            Assert.HasCount(4, cells, row);
            Assert.IsFalse(Array.Exists(cells, cell => cell.Trim().Length == 0), row);
            Assert.IsTrue(Tests().IsMatch(cells[3]), row);
        }
    }

    [TestMethod]
    public void Every_file_with_unsafe_code_is_named()
    {
        string document = string.Join('\n', s_lines);
        string[] files = [.. Directory.GetFiles(Repository.PathTo("Binder"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsBuilt(file) && File.ReadLines(file).Any(IsUnsafe))
            .Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.IsGreaterThan(30, files.Length);
        Assert.AreEqual(
            "",
            string.Join('\n', files.Where(file => !document.Contains($"`{file}`", StringComparison.Ordinal))),
            "These have unsafe code: docs/safety.md says of each what must hold, who guarantees it, and which test attacks it.");
    }

    private static bool IsBuilt(string file) => file.Split(Path.DirectorySeparatorChar).Intersect(["obj", "bin"]).Any();

    private static bool IsUnsafe(string line) => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && Unsafe().IsMatch(line);

    [GeneratedRegex(@"`([A-Z]\w+Tests\.\w+)`")]
    private static partial Regex Tests();

    [GeneratedRegex(
        @"\bunsafe\b|\bUnsafe\.(As|Add|AsPointer|AsRef|ReadUnaligned|WriteUnaligned|CopyBlock|CopyBlockUnaligned|SkipInit)\b|UnsafeAccessor\(|GetUninitializedObject"
        + @"|UnmanagedCallersOnly|LibraryImport|InitLocals = false|skipVisibility|pinned: true|WeakGCHandle|delegate\* unmanaged")]
    private static partial Regex Unsafe();
}
