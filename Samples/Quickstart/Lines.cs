namespace Quickstart;

/// <summary>Lines of bytes; a last one without a line feed counts.</summary>
internal static class Lines
{
    private const byte LineFeed = (byte)'\n';

    public static int Count(ReadOnlySpan<byte> text) => text.Count(LineFeed) + (text.IsEmpty || text[^1] == LineFeed ? 0 : 1);

    /// <summary>The first lines, at most <paramref name="count"/>, line feeds included.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> text, int count)
    {
        int end = 0;
        while (count-- > 0 && text[end..].IndexOf(LineFeed) is >= 0 and int next)
        {
            end += next + 1;
        }

        return count >= 0 ? text : text[..end];
    }
}
