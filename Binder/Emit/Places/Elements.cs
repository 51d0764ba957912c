using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The elements of an array of fixed length, which lie one after the other in the value that has them.</summary>
internal static class Elements
{
    /// <summary>The element with a known index.</summary>
    public static Place At(Place array, ArrayPlan plan, int index) => new AddressPlace(plan.Element.Type, il =>
    {
        array.PushHolder(il);
        if (index > 0)
        {
            il.SizeOf(plan.Element.Type);
            il.Constant(index);
            il.Multiply();
            il.Add();
        }
    });

    /// <summary>The element whose index a local has.</summary>
    public static Place At(Place array, ArrayPlan plan, LocalBuilder index) => new AddressPlace(plan.Element.Type, il =>
    {
        array.PushHolder(il);
        il.SizeOf(plan.Element.Type);
        il.Load(index);
        il.Multiply();
        il.Add();
    });
}
