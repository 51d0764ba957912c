using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>Asks a type that has an opinion whether a value that arrived is legal.</summary>
internal static class ValidationIl
{
    public static void Ask(IlWriter il, Place place, Label malformed)
    {
        LocalBuilder? copy = place.Type.IsValueType ? null : il.Local(place.Type);
        if (copy is not null)
        {
            place.Load(il);
            il.Store(copy);
            il.LoadAddress(copy);
        }
        else
        {
            place.PushHolder(il);
        }

        il.Call(Helper.Of(typeof(Validity), nameof(Validity.Of), place.Type));
        il.BranchIfFalse(malformed);
    }
}
