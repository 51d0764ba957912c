using System.Reflection;

namespace Binder.Emit;

/// <summary>
/// A few assemblies, each once. A hash set of them would be one more instantiation of one for the runtime to load before a program's first call,
/// and there are two or three.
/// </summary>
internal sealed class AssemblySet
{
    private Assembly[] _assemblies = new Assembly[4];
    private int _count;

    public ReadOnlySpan<Assembly> All => _assemblies.AsSpan(0, _count);

    public void Add(Assembly assembly)
    {
        if (Contains(assembly))
        {
            return;
        }

        if (_count == _assemblies.Length)
        {
            Array.Resize(ref _assemblies, _count * 2);
        }

        _assemblies[_count++] = assembly;
    }

    public void AddAll(AssemblySet other)
    {
        foreach (Assembly assembly in other.All)
        {
            Add(assembly);
        }
    }

    public bool Contains(Assembly assembly)
    {
        foreach (Assembly known in All)
        {
            if (known == assembly)
            {
                return true;
            }
        }

        return false;
    }

    public bool ContainsAll(AssemblySet other)
    {
        foreach (Assembly assembly in other.All)
        {
            if (!Contains(assembly))
            {
                return false;
            }
        }

        return true;
    }
}
