namespace Binder.Emit;

/// <summary>What an address points to: an <c>in</c> or <c>out</c> argument, an element of an array.</summary>
/// <param name="type">The value's type.</param>
/// <param name="pushAddress">Pushes the address.</param>
internal sealed class AddressPlace(Type type, Action<IlWriter> pushAddress) : Place(type)
{
    public static AddressPlace OfArgument(int index, Type type) => new(type, il => il.LoadArgument(index));

    public override void PushHolder(IlWriter il)
    {
        pushAddress(il);
        if (!Type.IsValueType)
        {
            il.LoadReference();
        }
    }

    public override void Load(IlWriter il)
    {
        pushAddress(il);
        il.LoadObject(Type);
    }

    public override void BeginStore(IlWriter il) => pushAddress(il);

    public override void EndStore(IlWriter il) => il.StoreObject(Type);
}
