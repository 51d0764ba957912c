using System.Globalization;
using System.Text;

namespace Binder;

/// <summary>How values that travel together lie in a shape's registers: the arguments of a call, its answer, or the value of a codec.</summary>
/// <param name="Encoding"><see cref="AbiEncoding.Registers"/> or <see cref="AbiEncoding.Packed"/>: what is used, also where the shape lets Binder choose.</param>
/// <param name="Fields">Everything that travels, in order.</param>
/// <param name="Bytes">How many bytes that is.</param>
/// <param name="Registers">The registers that carry it, in order: those of the fields, or all that a packed stream has for data; none where it lies in memory.</param>
public sealed record ValueLayout(AbiEncoding Encoding, IReadOnlyList<FieldPlacement> Fields, ByteRange Bytes, IReadOnlyList<string> Registers)
{
    /// <summary>Why the values are packed although the shape prefers registers; null where the shape leaves no choice, or registers carry them.</summary>
    public string? WhyPacked { get; init; }

    /// <summary>In packed encoding the register that has the spill area's address where the stream is longer than the registers; else null.</summary>
    public string? SpillRegister { get; init; }

    /// <summary>The most bytes that lie in the spill area; 0 where there is none.</summary>
    public int MaxSpill { get; init; }

    /// <summary>A line that says how, and a line for each field; of a packed stream, after the byte where it begins and the count of its bytes.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Head());
        foreach (FieldPlacement field in Fields)
        {
            text.Append('\n');
            if (field.FirstByte is { } first)
            {
                text.Append(CultureInfo.InvariantCulture, $"{first,9} {field.Bytes,6}");
            }

            text.Append("  ").Append(field);
        }

        return text.ToString();
    }

    private string Head()
    {
        if (Encoding == AbiEncoding.Registers)
        {
            return Fields.Count == 0 ? "in registers: nothing" : "in registers";
        }

        string registers = string.Join(", ", Registers);
        string places = Registers.Count == 0 ? " in memory" : MaxSpill == 0 ? $" in {registers}"
            : $", the first {Bytes.Max - MaxSpill} in {registers}, up to {MaxSpill} more at the address in {SpillRegister}";
        return $"packed: {Bytes} bytes{places}{(WhyPacked is null ? "" : $"\nbecause {WhyPacked}")}";
    }
}
