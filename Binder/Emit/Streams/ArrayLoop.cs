using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A loop over the elements of an array.</summary>
internal static class ArrayLoop
{
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="array">The array.</param>
    /// <param name="emitBody">Emits what is done with the element whose index a local has.</param>
    public static void Emit(IlWriter il, ArrayPlan array, Action<LocalBuilder> emitBody)
    {
        Label again = il.Label();
        LocalBuilder index = il.Local(typeof(int));
        il.Constant(0);
        il.Store(index);
        il.Mark(again);
        emitBody(index);
        il.Load(index);
        il.Constant(1);
        il.Add();
        il.Store(index);
        il.Load(index);
        il.Constant(array.Count);
        il.BranchIfBelowUnsigned(again);
    }
}
