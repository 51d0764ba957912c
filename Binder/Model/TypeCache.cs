using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Binder.Model;

/// <summary>
/// What is known of types for as long as they are there: held weakly by those that can unload. One may add while others read.
/// </summary>
internal sealed class TypeCache<TValue>
    where TValue : class
{
    private readonly TypeMap<TValue> _staying = new();

    /// <summary>Made for the first such type, since most programs have none, and the runtime takes half a millisecond for it.</summary>
    private ConditionalWeakTable<Type, TValue>? _unloadable;

    public bool TryGet(Type type, [NotNullWhen(true)] out TValue? value) =>
        type.IsCollectible ? TryGetUnloadable(type, out value) : _staying.TryGet(type, out value);

    /// <summary>Adds what is known of a type of which nothing was.</summary>
    public void Add(Type type, TValue value)
    {
        if (type.IsCollectible)
        {
            AddUnloadable(type, value);
        }
        else
        {
            _staying.TryAdd(type, value);
        }
    }

    private bool TryGetUnloadable(Type type, [NotNullWhen(true)] out TValue? value)
    {
        value = null;
        return Volatile.Read(ref _unloadable)?.TryGetValue(type, out value) == true;
    }

    private void AddUnloadable(Type type, TValue value)
    {
        ConditionalWeakTable<Type, TValue> unloadable = _unloadable ?? [];
        unloadable.Add(type, value);
        Volatile.Write(ref _unloadable, unloadable);
    }
}
