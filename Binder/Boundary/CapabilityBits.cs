using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Boundary;

/// <summary>Reads and makes the one integer that a capability holds.</summary>
internal static class CapabilityBits<T>
    where T : struct
{
    private static readonly int s_bytes = Measure();

    public static T ToCapability(ulong value)
    {
        int bits = Bytes * 8;
        if (value == 0 || (bits < 64 && value >> bits != 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(value), value, $"A {typeof(T).Name} holds 1 to 2^{bits} - 1; 0 is what default(T) holds and means none.");
        }

        T capability = default;
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref capability), ref Unsafe.As<ulong, byte>(ref value), (uint)s_bytes);
        return capability;
    }

    public static ulong ToValue(in T capability)
    {
        ulong value = 0;
        Unsafe.CopyBlockUnaligned(
            ref Unsafe.As<ulong, byte>(ref value), ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in capability)), (uint)Bytes);
        return value;
    }

    private static int Bytes => s_bytes > 0 ? s_bytes : throw new InvalidOperationException(
        $"{typeof(T).Name} is no capability: mark it [Capability] and give it exactly one field, an integer of 1 to 8 bytes, and no room beside it.");

    private static int Measure()
    {
        FieldInfo[] fields = typeof(T).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        int bytes = typeof(T).IsDefined(typeof(CapabilityAttribute), inherit: false) && fields.Length == 1 ? SizeOf(fields[0].FieldType) : 0;

        // A layout of the type's own may make it larger than its field, and no copy may be larger than the integer.
        return bytes == Unsafe.SizeOf<T>() ? bytes : 0;
    }

    /// <summary>The bytes of an integer or enum; 0 for every other type.</summary>
    private static int SizeOf(Type type) => type == typeof(nint) || type == typeof(nuint) ? nint.Size : Type.GetTypeCode(type) switch
    {
        TypeCode.SByte or TypeCode.Byte => sizeof(byte),
        TypeCode.Int16 or TypeCode.UInt16 => sizeof(short),
        TypeCode.Int32 or TypeCode.UInt32 => sizeof(int),
        TypeCode.Int64 or TypeCode.UInt64 => sizeof(long),
        _ => 0,
    };
}
