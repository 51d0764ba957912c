using System.Reflection;

namespace Binder.Emit;

/// <summary>One contract's proxies: few, so a list that is searched without a lock and grown by a longer copy.</summary>
internal sealed class ProxyList
{
    private Entry[] _entries = [];

    public ConstructorInfo? Find(AbiShape shape, ProxyWay way)
    {
        foreach (Entry entry in Volatile.Read(ref _entries))
        {
            if (entry.Way.Trap == way.Trap && entry.Shape.Equals(shape))
            {
                return entry.Constructor;
            }
        }

        return null;
    }

    /// <summary>Adds one; the caller holds <see cref="EmittedModules.Gate"/>.</summary>
    public void Add(AbiShape shape, ProxyWay way, ConstructorInfo constructor)
    {
        Entry[] entries = _entries;
        Array.Resize(ref entries, entries.Length + 1);
        entries[^1] = new Entry(shape, way, constructor);
        Volatile.Write(ref _entries, entries);
    }

    private sealed class Entry(AbiShape shape, ProxyWay way, ConstructorInfo constructor)
    {
        public AbiShape Shape { get; } = shape;

        public ProxyWay Way { get; } = way;

        public ConstructorInfo Constructor { get; } = constructor;
    }
}
