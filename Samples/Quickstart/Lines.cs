using System.Text;

namespace Quickstart;

/// <summary>Lines of bytes; a last one without a line feed counts.</summary>
internal static class Lines
{
    private const byte LineFeed = (byte)'\n';
    private const int CharactersShown = 200;

    public static int Count(ReadOnlySpan<byte> text) => text.Count(LineFeed) + (text.IsEmpty || text[^1] == LineFeed ? 0 : 1);

    /// <summary>The first lines, at most <paramref name="count"/>, as a terminal may have them: shortened, and without control characters.</summary>
    public static string First(ReadOnlySpan<byte> text, int count)
    {
        StringBuilder first = new();
        while (count-- > 0 && !text.IsEmpty)
        {
            int end = text.IndexOf(LineFeed);
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            first.Append(Shown(line)).Append('\n');
        }

        return first.ToString();
    }

    private static string Shown(ReadOnlySpan<byte> line)
    {
        // A character has at most four bytes.
        string text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 4 * CharactersShown)]).TrimEnd('\r');
        bool isWhole = line.Length <= 4 * CharactersShown && text.Length <= CharactersShown;
        IEnumerable<char> shown = text.Take(CharactersShown).Select(character => char.IsControl(character) && character != '\t' ? '.' : character);
        return string.Concat(shown) + (isWhole ? "" : "…");
    }
}
