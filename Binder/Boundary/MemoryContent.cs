using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Boundary;

/// <summary>
/// What is to be known of memory that is copied as values of a type: whether it holds such values, which not all bytes do
/// (see <see cref="ContentRule"/>), and which bytes are none of theirs. Found on first use of the type (see <see cref="MemoryFacts"/>).
/// </summary>
internal static class MemoryContent<T>
    where T : unmanaged
{
    private static readonly ContentRule[] s_rules = MemoryFacts.RulesOf(typeof(T));

    private static readonly Range[] s_padding = MemoryFacts.PaddingOf(typeof(T));

    // Known when the JIT optimizes: most types have no rules and no padding, and pay nothing.
    private static readonly bool s_hasRules = s_rules.Length > 0;
    private static readonly bool s_hasPadding = s_padding.Length > 0;

    /// <summary>Whether not all bits are values.</summary>
    public static bool HasRules => s_hasRules;

    /// <summary>Whether some bytes belong to no field.</summary>
    public static bool HasPadding => s_hasPadding;

    public static bool IsValid(ReadOnlySpan<T> values) => !s_hasRules || Holds(MemoryMarshal.AsBytes(values));

    /// <summary>The first rule that a value breaks; null where it is legal.</summary>
    public static ContentRule? FirstBroken(in T value)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value));
        foreach (ContentRule rule in s_rules)
        {
            if (!rule.Allows(bytes))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>Zeroes what lies between the fields, so that no leftover of the kernel's memory reaches a caller.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ClearPadding(Span<T> values)
    {
        if (s_hasPadding)
        {
            Clear(MemoryMarshal.AsBytes(values));
        }
    }

    private static void Clear(Span<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Unsafe.SizeOf<T>()..])
        {
            foreach (Range padding in s_padding)
            {
                bytes[padding].Clear();
            }
        }
    }

    private static bool Holds(ReadOnlySpan<byte> bytes)
    {
        for (; !bytes.IsEmpty; bytes = bytes[Unsafe.SizeOf<T>()..])
        {
            foreach (ContentRule rule in s_rules)
            {
                if (!rule.Allows(bytes))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
