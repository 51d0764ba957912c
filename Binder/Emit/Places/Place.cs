using System.Reflection;

namespace Binder.Emit;

/// <summary>Where a value stands while emitted code works on it.</summary>
internal abstract class Place(Type type)
{
    public Type Type { get; } = type;

    /// <summary>Pushes what fields are reached by: the address of a struct, the object of a class.</summary>
    public abstract void PushHolder(IlWriter il);

    /// <summary>Pushes the value.</summary>
    public abstract void Load(IlWriter il);

    /// <summary>Pushes what <see cref="EndStore"/> needs below the value.</summary>
    public abstract void BeginStore(IlWriter il);

    /// <summary>Stores the value on the stack.</summary>
    public abstract void EndStore(IlWriter il);

    public Place Field(FieldInfo field) => new FieldPlace(this, field);
}
