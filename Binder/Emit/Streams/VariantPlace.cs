using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>The object of one variant of a record union, in a local that is made when it is first asked for.</summary>
internal sealed class VariantPlace(Type variant) : Place(variant)
{
    private LocalBuilder? _local;

    public override void PushHolder(IlWriter il) => Load(il);

    public override void Load(IlWriter il) => il.Load(Local(il));

    public override void BeginStore(IlWriter il)
    {
    }

    public override void EndStore(IlWriter il) => il.Store(Local(il));

    private LocalBuilder Local(IlWriter il) => _local ??= il.Local(Type);
}
