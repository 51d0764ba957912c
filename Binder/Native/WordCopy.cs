using System.Runtime.CompilerServices;

namespace Binder.Native;

/// <summary>Copies of a few words, each by itself: a wider load of what was just stored by words waits until the stores are through.</summary>
internal static unsafe class WordCopy
{
    /// <summary>Copies bytes that may be read and written; the ranges do not overlap.</summary>
    /// <remarks>Where the compiler knows the count, nothing is left of the questions.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(byte* from, byte* to, int bytes)
    {
        while (bytes >= 64)
        {
            Four(from, to);
            Four(from + 32, to + 32);
            from += 64;
            to += 64;
            bytes -= 64;
        }

        if ((bytes & 32) != 0)
        {
            Four(from, to);
            from += 32;
            to += 32;
        }

        if ((bytes & 16) != 0)
        {
            One(from, to);
            One(from + 8, to + 8);
            from += 16;
            to += 16;
        }

        if ((bytes & 8) != 0)
        {
            One(from, to);
            from += 8;
            to += 8;
        }

        for (bytes &= 7; bytes > 0; bytes--)
        {
            *to++ = *from++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(byte* from, byte* to)
    {
        ulong a = Load(from), b = Load(from + 8), c = Load(from + 16), d = Load(from + 24);
        Store(to, a);
        Store(to + 8, b);
        Store(to + 16, c);
        Store(to + 24, d);
    }

    private static void One(byte* from, byte* to) => Store(to, Load(from));

    private static ulong Load(byte* from) => Unsafe.ReadUnaligned<ulong>(from);

    private static void Store(byte* to, ulong word) => Unsafe.WriteUnaligned(to, word);
}
