using System.Diagnostics.CodeAnalysis;

namespace Binder.Model;

/// <summary>
/// What is known of types. The dictionary under it is of objects whatever the values are: each instantiation of one brings a dozen types
/// that the runtime has to load before a program's first call.
/// </summary>
internal sealed class TypeMap<TValue>
    where TValue : class
{
    private readonly Dictionary<Type, object> _values = [];

    public IReadOnlyCollection<object> Values => _values.Values;

    public bool TryGet(Type type, [NotNullWhen(true)] out TValue? value)
    {
        value = _values.TryGetValue(type, out object? found) ? (TValue)found : null;
        return value is not null;
    }

    /// <returns>Whether nothing was known of the type.</returns>
    public bool TryAdd(Type type, TValue value) => _values.TryAdd(type, value);
}
