using System.Globalization;

namespace Binder.Tests.Native;

/// <summary>One line of /proc/self/maps.</summary>
internal sealed record MemoryMap(nuint Start, nuint End, string Protection)
{
    public static List<MemoryMap> Read() => [.. File.ReadLines("/proc/self/maps").Select(Parse)];

    /// <summary>The mapping that holds the address.</summary>
    public static MemoryMap? At(nuint address) => Read().Find(map => map.Start <= address && address < map.End);

    private static MemoryMap Parse(string line)
    {
        string[] fields = line.Split(' ', '-');
        return new MemoryMap(Number(fields[0]), Number(fields[1]), line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..][..4]);
    }

    private static nuint Number(string text) => nuint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
