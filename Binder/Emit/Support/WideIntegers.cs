using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>The two words of an integer of 128 bits, whose operators have no names to call them by.</summary>
internal static class WideIntegers
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SignedLow(Int128 value) => unchecked((ulong)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SignedHigh(Int128 value) => unchecked((ulong)(value >>> 64));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong UnsignedLow(UInt128 value) => unchecked((ulong)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong UnsignedHigh(UInt128 value) => unchecked((ulong)(value >> 64));
}
