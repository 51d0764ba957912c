using System.Runtime.CompilerServices;
using System.Text;

namespace Quickstart;

/// <summary>struct utsname: six texts of 65 bytes.</summary>
internal readonly record struct Utsname(
    UtsnameText System, UtsnameText Node, UtsnameText Release, UtsnameText Version, UtsnameText Machine, UtsnameText Domain);

/// <summary>UTF-8 up to the first NUL.</summary>
[InlineArray(Bytes)]
internal struct UtsnameText : IEquatable<UtsnameText>
{
    private const int Bytes = 65;
    private byte _first;

    public static UtsnameText Of(string text)
    {
        UtsnameText result = default;
        Encoding.UTF8.TryGetBytes(text, result[..(Bytes - 1)], out _);
        return result;
    }

    public readonly bool Equals(UtsnameText other) => ((ReadOnlySpan<byte>)this).SequenceEqual(other);

    public override readonly bool Equals(object? obj) => obj is UtsnameText other && Equals(other);

    public override readonly int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override readonly string ToString()
    {
        ReadOnlySpan<byte> bytes = this;
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
