using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Emit;

/// <summary>Whether copied memory holds values of a type, which not all bytes do: see <see cref="ContentRule"/>.</summary>
internal static class MemoryContent<T>
    where T : unmanaged
{
    private static readonly ContentRule[] s_rules = ContentRules.Of(typeof(T));

    // Known when the JIT optimizes: most types have no rules and pay nothing.
    private static readonly bool s_hasRules = s_rules.Length > 0;

    public static bool IsValid(ReadOnlySpan<T> values) => !s_hasRules || Holds(MemoryMarshal.AsBytes(values));

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
