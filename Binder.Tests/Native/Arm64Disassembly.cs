using System.Globalization;
using System.Text.RegularExpressions;
using Binder.Tests.Children;

namespace Binder.Tests.Native;

/// <summary>arm64 machine code as text, by the assembler's makers: GNU binutils, Debian's package binutils-aarch64-linux-gnu.</summary>
internal static partial class Arm64Disassembly
{
    private const string Tool = "aarch64-linux-gnu-objdump";

    /// <summary>One instruction a line, addresses from 0; the test is inconclusive where the tool is missing.</summary>
    public static string Of(ReadOnlySpan<byte> code)
    {
        string tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, Tool)).FirstOrDefault(File.Exists) ?? "";
        if (tool.Length == 0)
        {
            Assert.Inconclusive($"This test compares with {Tool} (package binutils-aarch64-linux-gnu), which is not here.");
        }

        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, code);
            ChildResult result = Child.RunProgram(tool, ["-D", "-z", "-b", "binary", "-m", "aarch64", file]).MustSucceed();
            return string.Join('\n', Lines().Matches(result.Output).Select(line => line.Groups[1].Value.Trim()).Select(Simple));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>One blank after the name, no comment, the last number decimal.</summary>
    private static string Simple(string line) =>
        Spaces().Replace(Target().Replace(Comment().Replace(line, ""), match =>
            long.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)), " ");

    [GeneratedRegex(@"^ +[0-9a-f]+:\t[0-9a-f]{8} \t(.*)$", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex(@"\s*//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b0x([0-9a-f]+)$")]
    private static partial Regex Target();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
