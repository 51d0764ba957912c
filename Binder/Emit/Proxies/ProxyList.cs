namespace Binder.Emit;

/// <summary>One contract's proxies: few, so a list that is searched without a lock and grown by a longer copy.</summary>
internal sealed class ProxyList
{
    private Entry[] _entries = [];

    /// <summary>The class of the proxies for a shape and way; null where none is emitted yet.</summary>
    public Type? Find(AbiShape shape, ProxyWay way)
    {
        foreach (Entry entry in Volatile.Read(ref _entries))
        {
            if (entry.Way == way && entry.Shape.Equals(shape))
            {
                return entry.Proxy;
            }
        }

        return null;
    }

    /// <summary>Adds one; the caller holds <see cref="EmittedModules.Gate"/>.</summary>
    public void Add(AbiShape shape, ProxyWay way, Type proxy)
    {
        Entry[] entries = _entries;
        Array.Resize(ref entries, entries.Length + 1);
        entries[^1] = new Entry(shape, way, proxy);
        Volatile.Write(ref _entries, entries);
    }

    private sealed class Entry(AbiShape shape, ProxyWay way, Type proxy)
    {
        public AbiShape Shape { get; } = shape;

        public ProxyWay Way { get; } = way;

        public Type Proxy { get; } = proxy;
    }
}
