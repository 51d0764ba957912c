using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>What the user side checks of a scalar before anything is sent.</summary>
internal static class LeafChecks
{
    /// <summary>Whether there is anything to check.</summary>
    public static bool AreNeeded(ScalarPlan scalar) => scalar.RefusesZero || scalar.Members is not null || (scalar.IsNative && scalar.Bits < nint.Size * 8);

    /// <summary>Emits the checks.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="scalar">What is checked.</param>
    /// <param name="pushWord">Pushes its word, as 64 bits.</param>
    /// <param name="name">Named when the value is refused.</param>
    public static void Emit(IlWriter il, ScalarPlan scalar, Action pushWord, string name)
    {
        if (scalar.RefusesZero)
        {
            pushWord();
            il.Constant(name);
            il.Call(Helper.Of(typeof(SpanChecks), nameof(SpanChecks.NotZero)));
        }

        if (scalar.Members is not null)
        {
            EmitMembers(il, scalar.Members, pushWord, name);
        }

        if (scalar.IsNative && scalar.Bits < nint.Size * 8)
        {
            pushWord();
            il.Constant(scalar.IsSigned ? 1 : 0);
            il.Constant(name);
            il.Call(Helper.Of(typeof(SpanChecks), nameof(SpanChecks.FitsPointer32)));
        }
    }

    private static void EmitMembers(IlWriter il, ulong[] members, Action pushWord, string name)
    {
        Label good = il.Label();
        Label bad = il.Label();
        LocalBuilder word = il.Local(typeof(ulong));
        pushWord();
        il.Store(word);
        ScalarIl.EmitMembers(il, members, word, good, bad);
        il.Mark(bad);
        il.Constant(name);
        il.Call(Helper.Of(typeof(EncodeFaults), nameof(EncodeFaults.ThrowNoMember)));
        il.Mark(good);
    }
}
