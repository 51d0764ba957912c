using System.Text.RegularExpressions;

namespace Binder.Tests.Emit.Code;

/// <summary>One method's final machine code, out of what <c>DOTNET_JitDisasm</c> writes.</summary>
internal sealed partial class JitListing
{
    private readonly List<string> _instructions = [];
    private readonly Dictionary<string, int> _labels = [];

    private JitListing(string text)
    {
        Text = text;
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (Label().Match(line) is { Success: true } label)
            {
                _labels[label.Groups[1].Value] = _instructions.Count;
            }
            else if (line.Length > 0 && line[0] != ';')
            {
                _instructions.Add(line);
            }
        }
    }

    public string Text { get; }

    public IReadOnlyList<string> Instructions => _instructions;

    /// <summary>The listing of a method's code of tier 1; the last one, should there be several.</summary>
    public static JitListing Tier1(string listings, string method)
    {
        string[] methods = listings.Split("; Assembly listing for method ");
        string? found = Array.FindLast(methods, text => text.Contains($":{method}(", StringComparison.Ordinal) && text.Contains("(Tier1)", StringComparison.Ordinal));
        Assert.IsNotNull(found, $"No listing of {method} in tier 1 in:\n{listings}");
        return new(found);
    }

    /// <summary>
    /// The instructions from the entry to the first return as one way: whatever branches out of it must do so conditionally, and to
    /// behind its return.
    /// </summary>
    public IReadOnlyList<string> WayToFirstReturn()
    {
        int end = _instructions.FindIndex(instruction => instruction.StartsWith("ret", StringComparison.Ordinal));
        Assert.IsGreaterThan(0, end, Text);
        for (int i = 0; i < end; i++)
        {
            if (Jump().Match(_instructions[i]) is { Success: true } jump)
            {
                Assert.AreNotEqual("jmp", jump.Groups[1].Value, $"The way of a good answer jumps:\n{Text}");
                Assert.IsGreaterThan(end, _labels[jump.Groups[2].Value], $"{_instructions[i]} stays on the way of a good answer:\n{Text}");
            }
        }

        return _instructions[..end];
    }

    [GeneratedRegex("^(G_M[0-9]+_IG[0-9]+):")]
    private static partial Regex Label();

    [GeneratedRegex("^(j[a-z]+) .*(G_M[0-9]+_IG[0-9]+)$")]
    private static partial Regex Jump();
}
