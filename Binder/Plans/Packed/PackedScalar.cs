namespace Binder.Plans;

/// <summary>Which types' memory is their packed encoding, whatever the shape.</summary>
internal static class PackedScalar<T>
    where T : unmanaged
{
    /// <summary>Whether a value is sent as its bytes: every integer and float of a fixed width, and every bit pattern is one.</summary>
    public static bool IsRaw => typeof(T) == typeof(byte) || typeof(T) == typeof(sbyte)
        || typeof(T) == typeof(short) || typeof(T) == typeof(ushort) || typeof(T) == typeof(char) || typeof(T) == typeof(Half)
        || typeof(T) == typeof(int) || typeof(T) == typeof(uint) || typeof(T) == typeof(float)
        || typeof(T) == typeof(long) || typeof(T) == typeof(ulong) || typeof(T) == typeof(double)
        || typeof(T) == typeof(Int128) || typeof(T) == typeof(UInt128);
}
