using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Goes by the variant that a value of a union of records is.</summary>
internal static class VariantIl
{
    /// <summary>Emits a test for each of the given variants and what is to be done with it, then goes to <paramref name="done"/>; falls through where it is none of them.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="union">The union.</param>
    /// <param name="place">Where the value is.</param>
    /// <param name="variants">Those that are tested for.</param>
    /// <param name="done">Where each of them goes in the end.</param>
    /// <param name="emitCase">Emits what is done with a variant.</param>
    public static void Emit(IlWriter il, TaggedPlan union, Place place, CasePlan[] variants, Label done, Action<CasePlan, Place> emitCase)
    {
        LocalBuilder value = il.Local(union.Type);
        place.Load(il);
        il.Store(value);
        foreach (CasePlan each in variants)
        {
            Label next = il.Label();
            LocalBuilder variant = il.Local(each.Variant!);
            il.Load(value);
            il.IsInstance(each.Variant!);
            il.Store(variant);
            il.Load(variant);
            il.BranchIfFalse(next);
            emitCase(each, new LocalPlace(variant));
            il.Branch(done);
            il.Mark(next);
        }
    }
}
