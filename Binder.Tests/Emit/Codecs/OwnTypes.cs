using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Binder.Tests.Emit.Codecs;

// Types that bring their own encoding.

/// <summary>Seven bits a byte, the lowest first.</summary>
internal readonly record struct VarInt(ulong Value) : IPackedValue<VarInt>
{
    public static int MaxBytes => 10;

    public static void Encode(in VarInt value, ref PackedWriter writer)
    {
        ulong rest = value.Value;
        for (; rest > 0x7F; rest >>= 7)
        {
            writer.Write((byte)(rest | 0x80));
        }

        writer.Write((byte)rest);
    }

    public static bool TryDecode(ref PackedReader reader, out VarInt value)
    {
        (ulong number, int shift, byte part) = (0, 0, 0);
        do
        {
            if (!reader.TryRead(out part))
            {
                value = default;
                return false;
            }

            number |= (ulong)(part & 0x7F) << shift;
            shift += 7;
        }
        while (part > 0x7F);
        value = new(number);
        return true;
    }
}

/// <summary>A text: its memory holds a reference, its encoding does not. Longer than its MaxBytes allow it may be, and then it cannot go.</summary>
internal readonly record struct Label(string Text) : IPackedValue<Label>, IValidated<Label>
{
    public static int MaxBytes => 1 + 20;

    public static void Encode(in Label value, ref PackedWriter writer)
    {
        byte[] text = Encoding.UTF8.GetBytes(value.Text ?? "");
        writer.Write((byte)text.Length);
        foreach (byte each in text)
        {
            writer.Write(each);
        }
    }

    public static bool TryDecode(ref PackedReader reader, out Label value)
    {
        value = default;
        if (!reader.TryRead(out byte length))
        {
            return false;
        }

        byte[] text = new byte[length];
        foreach (ref byte each in text.AsSpan())
        {
            if (!reader.TryRead(out each))
            {
                return false;
            }
        }

        value = new(Encoding.UTF8.GetString(text));
        return true;
    }

    public static bool IsValid(in Label value) => value.Text != "illegal";
}

/// <summary>Writes as many bytes as it holds, whatever it may, and reads as many as it can.</summary>
internal readonly record struct Greedy(int Count) : IPackedValue<Greedy>
{
    public static void Encode(in Greedy value, ref PackedWriter writer)
    {
        for (int i = 0; i < value.Count; i++)
        {
            writer.Write((byte)i);
        }
    }

    public static bool TryDecode(ref PackedReader reader, out Greedy value)
    {
        int count = 0;
        for (; reader.TryRead(out byte _); count++)
        {
        }

        value = new(count);
        return true;
    }
}

/// <summary>Puts another writer in the place of the one it was given, and another reader.</summary>
internal readonly record struct Thief(byte Value) : IPackedValue<Thief>
{
    public static void Encode(in Thief value, ref PackedWriter writer) => writer = default;

    public static bool TryDecode(ref PackedReader reader, out Thief value)
    {
        reader = default;
        value = default;
        return true;
    }
}

/// <summary>What writer and reader send by themselves.</summary>
internal readonly record struct AllKinds(
    bool Flag, char Unit, Half Half, nint Native, nuint Address, Int128 Wide, DayOfWeek Day, Colour Colour, Option<ushort> Maybe, (byte, long) Two)
    : IPackedValue<AllKinds>
{
    public static void Encode(in AllKinds value, ref PackedWriter writer)
    {
        writer.Write(value.Flag);
        writer.Write(value.Unit);
        writer.Write(value.Half);
        writer.Write(value.Native);
        writer.Write(value.Address);
        writer.Write(value.Wide);
        writer.Write(value.Day);
        writer.Write(value.Colour);
        writer.Write(value.Maybe);
        writer.Write(value.Two);
    }

    public static bool TryDecode(ref PackedReader reader, out AllKinds value)
    {
        value = default;
        if (!reader.TryRead(out bool flag) || !reader.TryRead(out char unit) || !reader.TryRead(out Half half) || !reader.TryRead(out nint native)
            || !reader.TryRead(out nuint address) || !reader.TryRead(out Int128 wide) || !reader.TryRead(out DayOfWeek day)
            || !reader.TryRead(out Colour colour) || !reader.TryRead(out Option<ushort> maybe) || !reader.TryRead(out (byte, long) two))
        {
            return false;
        }

        value = new(flag, unit, half, native, address, wide, day, colour, maybe, two);
        return true;
    }
}

/// <summary>A type of somebody else, which has fields that would travel.</summary>
internal readonly record struct Foreign(int First, int Second);

internal sealed class ForeignEncoding : IPackedEncoding<Foreign>
{
    public static int MaxBytes => 2;

    public static void Encode(in Foreign value, ref PackedWriter writer)
    {
        writer.Write((byte)value.First);
        writer.Write((byte)value.Second);
    }

    public static bool TryDecode(ref PackedReader reader, out Foreign value)
    {
        bool has = reader.TryRead(out byte first) & reader.TryRead(out byte second);
        value = new(first, second);
        return has;
    }
}

internal sealed class AnotherEncoding<T> : IPackedEncoding<T>
{
    public static void Encode(in T value, ref PackedWriter writer) => writer.Write((byte)1);

    public static bool TryDecode(ref PackedReader reader, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        return false;
    }
}
