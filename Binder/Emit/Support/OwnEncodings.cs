namespace Binder.Emit;

/// <summary>The way of emitted code to encodings that somebody wrote by hand. Each may touch its bytes and no others.</summary>
internal static class OwnEncodings
{
    public static void WriteValue<T>(in T value, ref PackedWriter writer, int maxBytes)
        where T : IPackedValue<T>
    {
        int end = writer.Bound(maxBytes);
        T.Encode(in value, ref writer);
        writer.Unbound(end);
    }

    public static bool TryReadValue<T>(ref PackedReader reader, int maxBytes, out T? value)
        where T : IPackedValue<T>
    {
        int end = reader.Bound(maxBytes);
        bool isValue = T.TryDecode(ref reader, out value);
        reader.Unbound(end);
        return isValue;
    }

    public static void WriteForeign<T, TEncoding>(in T value, ref PackedWriter writer, int maxBytes)
        where TEncoding : IPackedEncoding<T>
    {
        int end = writer.Bound(maxBytes);
        TEncoding.Encode(in value, ref writer);
        writer.Unbound(end);
    }

    public static bool TryReadForeign<T, TEncoding>(ref PackedReader reader, int maxBytes, out T? value)
        where TEncoding : IPackedEncoding<T>
    {
        int end = reader.Bound(maxBytes);
        bool isValue = TEncoding.TryDecode(ref reader, out value);
        reader.Unbound(end);
        return isValue;
    }
}
