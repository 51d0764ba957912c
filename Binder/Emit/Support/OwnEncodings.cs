using System.Diagnostics.CodeAnalysis;

namespace Binder.Emit;

/// <summary>
/// The way of emitted code to encodings that somebody wrote by hand. Each may touch its bytes and no others. One that throws while it reads
/// refuses the bytes, which were chosen by the other side.
/// </summary>
internal static class OwnEncodings
{
    public static void WriteValue<T>(in T value, ref PackedWriter writer, int maxBytes)
        where T : IPackedValue<T>
    {
        int end = writer.Bound(maxBytes);
        T.Encode(in value, ref writer);
        writer.Unbound(end);
    }

    [SuppressMessage("Design", "CA1031", Justification = "An encoding may throw anything at bytes that it did not expect.")]
    public static bool TryReadValue<T>(ref PackedReader reader, int maxBytes, out T? value)
        where T : IPackedValue<T>
    {
        int end = reader.Bound(maxBytes);
        try
        {
            return T.TryDecode(ref reader, out value);
        }
        catch (Exception)
        {
            value = default;
            return false;
        }
        finally
        {
            reader.Unbound(end);
        }
    }

    public static void WriteForeign<T, TEncoding>(in T value, ref PackedWriter writer, int maxBytes)
        where TEncoding : IPackedEncoding<T>
    {
        int end = writer.Bound(maxBytes);
        TEncoding.Encode(in value, ref writer);
        writer.Unbound(end);
    }

    [SuppressMessage("Design", "CA1031", Justification = "An encoding may throw anything at bytes that it did not expect.")]
    public static bool TryReadForeign<T, TEncoding>(ref PackedReader reader, int maxBytes, out T? value)
        where TEncoding : IPackedEncoding<T>
    {
        int end = reader.Bound(maxBytes);
        try
        {
            return TEncoding.TryDecode(ref reader, out value);
        }
        catch (Exception)
        {
            value = default;
            return false;
        }
        finally
        {
            reader.Unbound(end);
        }
    }
}
