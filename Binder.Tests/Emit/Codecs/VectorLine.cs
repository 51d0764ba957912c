using System.Globalization;
using System.Text.Json;
using Binder.Tests.Architecture;

namespace Binder.Tests.Emit.Codecs;

/// <summary>A line of the vectors.</summary>
internal sealed record VectorLine(int Number, JsonElement Said)
{
    public string Type => Said.GetProperty("type").GetString()!;

    public AbiShape Shape => Said.GetProperty("abi").GetString() switch
    {
        "u64x6" => AbiShape.Packed(64, 6),
        "u32x6" => AbiShape.Packed(32, 6),
        var other => throw new InvalidDataException($"Line {Number} is of the unknown ABI {other}."),
    };

    /// <summary>The registers; null for the one that holds the spill area's address.</summary>
    public ulong?[] Registers => [.. Said.GetProperty("regs").EnumerateArray().Select(static register => register.GetString() is "SPILL"
        ? (ulong?)null
        : ulong.Parse(register.GetString()!.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

    public byte[] Spill => Convert.FromHexString(Said.GetProperty("spill").GetString()!);

    public int? SpillRegister => Said.GetProperty("spill_reg") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    public byte[] Bytes => Convert.FromHexString(Said.GetProperty("bytes").GetString()!);

    public JsonElement Result => Said.GetProperty("result");

    public override string ToString() => $"line {Number}: {Said.GetRawText()}";

    public static IReadOnlyList<VectorLine> Read(string file) =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "Binder.Tests", "Vectors", file))
            .Select(static (line, i) => new VectorLine(i + 1, JsonDocument.Parse(line).RootElement)),
    ];
}
