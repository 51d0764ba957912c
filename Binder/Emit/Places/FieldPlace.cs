using System.Reflection;

namespace Binder.Emit;

/// <summary>A field of a value.</summary>
internal sealed class FieldPlace(Place holder, FieldInfo field) : Place(field.FieldType)
{
    public override void PushHolder(IlWriter il)
    {
        holder.PushHolder(il);
        il.LoadAddress(field);
    }

    public override void Load(IlWriter il)
    {
        holder.PushHolder(il);
        il.Load(field);
    }

    public override void BeginStore(IlWriter il) => holder.PushHolder(il);

    public override void EndStore(IlWriter il) => il.Store(field);
}
