using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>Asks a type that has an opinion whether a value is legal.</summary>
internal static class ValidationIl
{
    public static void Ask(IlWriter il, Place place, Label malformed)
    {
        Push(il, place);
        il.BranchIfFalse(malformed);
    }

    /// <summary>Pushes its opinion.</summary>
    public static void Push(IlWriter il, Place place)
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
    }
}
