using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>A local of the emitted method. One of a class holds the object that fields are reached by.</summary>
internal sealed class LocalPlace(LocalBuilder local) : Place(local.LocalType)
{
    public override void PushHolder(IlWriter il)
    {
        if (Type.IsValueType)
        {
            il.LoadAddress(local);
        }
        else
        {
            il.Load(local);
        }
    }

    public override void Load(IlWriter il) => il.Load(local);

    public override void BeginStore(IlWriter il)
    {
    }

    public override void EndStore(IlWriter il) => il.Store(local);
}
