using System.Diagnostics.CodeAnalysis;

namespace Binder.Model;

/// <summary>
/// What is entry of types. One may add while others read. A dictionary took most of a millisecond when it was first used in a program: the
/// runtime loads a dozen types for each kind, and finds its comparer by reflection.
/// </summary>
internal sealed class TypeMap<TValue>
    where TValue : class
{
    /// <summary>Entries by the low bits of their types' hash codes: as many chains as entries, or up to twice as many.</summary>
    private TypeMapEntry?[] _chains = new TypeMapEntry?[4];
    private int _count;

    public bool TryGet(Type type, [NotNullWhen(true)] out TValue? value)
    {
        TypeMapEntry?[] chains = Volatile.Read(ref _chains);
        for (TypeMapEntry? entry = chains[Chain(type, chains)]; entry is not null; entry = entry.Next)
        {
            if (entry.Type.Equals(type))
            {
                value = (TValue)entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <returns>Whether nothing was known of the type.</returns>
    public bool TryAdd(Type type, TValue value)
    {
        if (TryGet(type, out _))
        {
            return false;
        }

        if (_count == _chains.Length)
        {
            Grow();
        }

        Insert(type, value, _chains);
        _count++;
        return true;
    }

    private void Grow()
    {
        TypeMapEntry?[] longer = new TypeMapEntry?[_chains.Length * 2];
        foreach (TypeMapEntry? chain in _chains)
        {
            for (TypeMapEntry? entry = chain; entry is not null; entry = entry.Next)
            {
                Insert(entry.Type, entry.Value, longer);
            }
        }

        Volatile.Write(ref _chains, longer);
    }

    private static void Insert(Type type, object value, TypeMapEntry?[] chains)
    {
        ref TypeMapEntry? chain = ref chains[Chain(type, chains)];
        Volatile.Write(ref chain, new(type, value, chain));
    }

    private static int Chain(Type type, TypeMapEntry?[] chains) => type.GetHashCode() & (chains.Length - 1);
}
