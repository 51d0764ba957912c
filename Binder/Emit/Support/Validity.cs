using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>The way of emitted code to a type's own rule.</summary>
internal static class Validity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Of<T>(in T value)
        where T : IValidated<T> => T.IsValid(in value);
}
