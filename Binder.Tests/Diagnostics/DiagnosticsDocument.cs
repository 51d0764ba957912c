using System.Text.RegularExpressions;
using Binder.Tests.Architecture;

namespace Binder.Tests.Diagnostics;

/// <summary>docs/diagnostics.md, taken apart.</summary>
internal sealed partial class DiagnosticsDocument
{
    private DiagnosticsDocument(string text)
    {
        Table = [.. Rows().Matches(text).Select(row => row.Groups[1].Value)];
        Sections = [.. Headings().Split(text).Skip(1).Select(Section.Of)];
    }

    /// <summary>The codes of the table at the top, in its order.</summary>
    public IReadOnlyList<string> Table { get; }

    public IReadOnlyList<Section> Sections { get; }

    public static DiagnosticsDocument Read() => new(File.ReadAllText(Repository.PathTo("docs", "diagnostics.md")));

    /// <summary>White space is as good as any other.</summary>
    public static string Normalized(string code) => Spaces().Replace(code, " ");

    [GeneratedRegex(@"^\| \[(SB\d{4})\]\(#sb\d{4}\) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^### ", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"```(\w+)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    /// <summary>What the document says of one code.</summary>
    /// <param name="Code">The code, which is the heading.</param>
    /// <param name="Provoking">Members that provoke it, as they stand in the tests.</param>
    /// <param name="Texts">What is said then, a line each.</param>
    /// <param name="Instead">Members to write in their place, if the section shows any.</param>
    internal sealed record Section(string Code, IReadOnlyList<string> Provoking, IReadOnlyList<string> Texts, IReadOnlyList<string> Instead)
    {
        public static Section Of(string text)
        {
            string code = text[..text.IndexOf('\n', StringComparison.Ordinal)];
            List<(string Language, string Text)> blocks = [.. Blocks().Matches(text).Select(block => (block.Groups[1].Value, block.Groups[2].Value))];
            List<string> examples = [.. blocks.Where(block => block.Language == "csharp").Select(block => block.Text)];
            return new(code, Members(examples[0]), [.. blocks.Single(block => block.Language == "text").Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)],
                examples.Count > 1 ? Members(examples[1]) : []);
        }

        private static string[] Members(string code) =>
            Array.ConvertAll(code.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), member => Normalized(member).Trim());
    }
}
