using System.Reflection;

namespace Binder.Emit;

/// <summary>Integers of 128 bits, which have no instructions of their own: two halves of 64, the low one first in memory.</summary>
internal static class WideIl
{
    /// <summary>Pushes the low half (0) or the high half (1).</summary>
    public static void PushHalf(IlWriter il, Place place, int half)
    {
        place.PushHolder(il);
        if (half > 0)
        {
            il.Constant(sizeof(ulong));
            il.Add();
        }

        il.LoadBits(sizeof(ulong));
    }

    /// <summary>The high half and then the low one on the stack become the integer.</summary>
    public static void Join(IlWriter il, Type type) => il.New(Constructor(type));

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructor([typeof(ulong), typeof(ulong)]) ?? throw new MissingMethodException(type.FullName, ".ctor");
}
