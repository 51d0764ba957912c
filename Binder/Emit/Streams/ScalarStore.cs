using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Checks and stores a scalar of a stream.</summary>
internal static class ScalarStore
{
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="scalar">What it is; of at most 64 bits.</param>
    /// <param name="word">A local with its bits, zero-extended.</param>
    /// <param name="malformed">Where to go where they are no value.</param>
    public static void Emit(IlWriter il, Place place, ScalarPlan scalar, LocalBuilder word, Label malformed)
    {
        if (place is WordPlace)
        {
            place.BeginStore(il);
            il.Load(word);
            place.EndStore(il);
            return;
        }

        // In a local first: the way out has an empty stack.
        LocalBuilder value = il.Passing(scalar.Type);
        ScalarIl.FromBits(il, scalar, word, malformed);
        il.Store(value);
        place.BeginStore(il);
        il.Load(value);
        place.EndStore(il);
    }
}
