using System.Runtime.CompilerServices;
using System.Text;

namespace Binder.Emit;

/// <summary>An interpolated note, which costs nothing where nobody lists.</summary>
[InterpolatedStringHandler]
internal readonly ref struct NoteText
{
    private readonly StringBuilder? _text;

    public NoteText(int literalLength, int formattedCount, IlWriter il, out bool isListed)
    {
        isListed = il.IsListed;
        _text = isListed ? new StringBuilder(literalLength + (formattedCount * 8)) : null;
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted(object? value) => _text!.Append(value);

    public override string ToString() => _text?.ToString() ?? "";
}
