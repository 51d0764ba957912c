using System.Globalization;

namespace Binder.Plans;

/// <summary>What the three forms of unions have in common.</summary>
internal static class Unions
{
    public static bool IsOne(Type type) => type.IsDefined(typeof(SyscallUnionAttribute), inherit: false);

    public static bool IsTagSize(int bytes) => bytes is 1 or 2 or 4 or 8;

    /// <summary>The largest tag of so many bytes.</summary>
    public static ulong MostOf(int bytes) => ulong.MaxValue >> (64 - (bytes * 8));

    /// <summary>The number of a tag as an attribute or a constant gives it; null where it is no integer from 0 on.</summary>
    public static ulong? TagOf(object? given) => given switch
    {
        null => null,
        ulong tag => tag,
        Enum or byte or sbyte or short or ushort or int or uint or long => Number(given),
        _ => null,
    };

    private static ulong? Number(object given)
    {
        decimal number = Convert.ToDecimal(given is Enum ? Convert.ChangeType(given, Enum.GetUnderlyingType(given.GetType()), CultureInfo.InvariantCulture) : given, CultureInfo.InvariantCulture);
        return number < 0 ? null : (ulong)number;
    }
}
