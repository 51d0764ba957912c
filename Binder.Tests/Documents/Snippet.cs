namespace Binder.Tests.Documents;

/// <summary>One block of C# in a document, and what the document says that it prints.</summary>
/// <param name="Document">The document, from the root of the repository.</param>
/// <param name="Line">The line on which the code begins, from 1.</param>
/// <param name="Code">The code.</param>
/// <param name="Output">All that it prints, if a block of text follows at once.</param>
internal sealed record Snippet(string Document, int Line, string Code, string? Output)
{
    private const string Begin = "```csharp";
    private const string BeginText = "```text";
    private const string End = "```";

    /// <summary>
    /// Lines that it prints among others: the comments behind statements that write to the console. One that says more of what is
    /// printed joins the lines by <c>, then </c>.
    /// </summary>
    public IEnumerable<string> PrintedLines => Code.Split('\n')
        .Where(line => line.Contains("Console.Write", StringComparison.Ordinal))
        .Select(line => line.Split(";  ", 2))
        .Where(parts => parts.Length == 2 && parts[1].Contains("// ", StringComparison.Ordinal))
        .SelectMany(parts => parts[1].Split("// ", 2)[1].Split(", then "))
        .Select(text => text.Trim());

    public override string ToString() => $"{Document}:{Line}";

    public static IEnumerable<Snippet> In(string document, string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != Begin)
            {
                continue;
            }

            int begin = i + 1;
            string code = TakeBlock(lines, ref i);
            int next = i + 1;
            while (next < lines.Length && lines[next].Length == 0)
            {
                next++;
            }

            bool hasOutput = next < lines.Length && lines[next] == BeginText;
            yield return new(document, begin + 1, code, hasOutput ? TakeBlock(lines, ref next) : null);
        }
    }

    /// <summary>The lines of the block whose fence is at <paramref name="at"/>, which goes on to the fence that ends it.</summary>
    private static string TakeBlock(string[] lines, ref int at)
    {
        int begin = at + 1;
        at = Array.IndexOf(lines, End, begin);
        return at < 0
            ? throw new FormatException($"The block at line {begin} never ends.")
            : string.Join('\n', lines[begin..at]);
    }
}
