using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using Binder.Model;

namespace Binder.Emit;

/// <summary>What was emitted, as text: each C# statement as a comment above its instructions.</summary>
internal sealed class IlListing
{
    private readonly StringBuilder _text = new();
    private string _indent = "  ";

    public void Method(string signature)
    {
        _text.Append(_text.Length == 0 ? "" : Environment.NewLine).AppendLine(signature);
        _indent = "  ";
    }

    public void Local(LocalBuilder local) => Line(
        $".local V_{local.LocalIndex} {MemberNames.Of(local.LocalType)}{(local.IsPinned ? " pinned" : "")}");

    public void Mark(Label label) => _text.Append(Name(label)).AppendLine(":");

    public void Note(string statement) => Line("// " + statement);

    public void Instruction(OpCode code, object? operand) => Line(operand is null ? code.Name! : $"{code.Name,-10} {Text(operand)}");

    public void Block(string text)
    {
        if (text[0] == '}')
        {
            _indent = _indent[..^2];
        }

        Line(text);
        if (text[^1] == '{')
        {
            _indent += "  ";
        }
    }

    public override string ToString() => _text.ToString();

    public static string Name(Label label) => $"L{label.Id.ToString(CultureInfo.InvariantCulture)}";

    private void Line(string text) => _text.Append(_indent).AppendLine(text);

    private static string Text(object operand) => operand switch
    {
        Type type => MemberNames.Of(type),
        MemberInfo member => MemberNames.Of(member),
        _ => Convert.ToString(operand, CultureInfo.InvariantCulture)!,
    };
}
