using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Plans;

/// <summary>Which types have an encoding that somebody wrote by hand: their own, or one registered for them.</summary>
internal static class PackedEncodings
{
    /// <summary>What each type was found to have when it was first planned, or registered before that. A type that can unload is not kept.</summary>
    private static readonly ConditionalWeakTable<Type, Entry> s_known = [];

    /// <summary>Registers an encoding for a type of somebody else.</summary>
    /// <exception cref="InvalidOperationException">The type has another one, or was planned without one.</exception>
    [RequiresUnreferencedCode("Reads the interfaces of the type.")]
    public static void Register(Type type, Type encoding)
    {
        if (IsItsOwn(type))
        {
            throw new InvalidOperationException($"{type} is IPackedValue, an encoding of its own. Change that one, or register one for a type that wraps it.");
        }

        Entry entry = s_known.GetValue(type, _ => new(encoding));
        if (entry.Encoding != encoding)
        {
            throw new InvalidOperationException(entry.Encoding is null
                ? $"{type} was used before an encoding was registered for it. Register it first, before anything is bound."
                : $"{type} has the encoding {entry.Encoding} already. Register one only.");
        }
    }

    /// <summary>The type whose methods encode values of a type; null where the plan follows from its fields. From then on that is fixed.</summary>
    [RequiresUnreferencedCode("Reads the interfaces of the type.")]
    public static Type? Find(Type type) => type.IsValueType && !type.IsPrimitive && !type.IsByRefLike
        ? s_known.GetValue(type, static each => new(IsItsOwn(each) ? each : null)).Encoding
        : null;

    /// <summary>How many bytes an encoding may write, as it says itself; at most <see cref="PackedSize.Most"/> can be asked for.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Plans are made only where dynamic code is supported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The constraint is checked when the method is closed.")]
    public static int MaxBytes(Type type, Type encoding)
    {
        MethodInfo ask = typeof(PackedEncodings).GetMethod(
            encoding == type ? nameof(MaxBytesOfValue) : nameof(MaxBytesOfEncoding), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (int)(encoding == type ? ask.MakeGenericMethod(type) : ask.MakeGenericMethod(type, encoding)).Invoke(null, null)!;
    }

    [RequiresUnreferencedCode("Reads the interfaces of the type.")]
    private static bool IsItsOwn(Type type)
    {
        foreach (Type implemented in type.GetInterfaces())
        {
            if (implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IPackedValue<>) && implemented.GetGenericArguments()[0] == type)
            {
                return true;
            }
        }

        return false;
    }

    private static int MaxBytesOfValue<T>()
        where T : IPackedValue<T> => Bound(T.MaxBytes);

    private static int MaxBytesOfEncoding<T, TEncoding>()
        where TEncoding : IPackedEncoding<T> => Bound(TEncoding.MaxBytes);

    private static int Bound(int bytes) => bytes < 0 ? 0 : Math.Min(bytes, PackedSize.Most + 1);

    private sealed record Entry(Type? Encoding);
}
