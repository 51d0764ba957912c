namespace Binder.Emit;

/// <summary>An argument of the emitted method that is the value itself.</summary>
internal sealed class ArgumentPlace(int index, Type type) : Place(type)
{
    public override void PushHolder(IlWriter il)
    {
        if (Type.IsValueType)
        {
            il.LoadArgumentAddress(index);
        }
        else
        {
            il.LoadArgument(index);
        }
    }

    public override void Load(IlWriter il) => il.LoadArgument(index);

    public override void BeginStore(IlWriter il) => throw new InvalidOperationException("Arguments are not stored to.");

    public override void EndStore(IlWriter il) => throw new InvalidOperationException("Arguments are not stored to.");
}
