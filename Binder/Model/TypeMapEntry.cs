namespace Binder.Model;

/// <summary>An entry of a <see cref="TypeMap{TValue}"/>: no class within it, and of objects, so that all maps share it.</summary>
internal sealed class TypeMapEntry(Type type, object value, TypeMapEntry? next)
{
    public Type Type { get; } = type;

    public object Value { get; } = value;

    public TypeMapEntry? Next { get; } = next;
}
