using System.Reflection;
using System.Runtime.Loader;

namespace Binder.Tests.Emit.Modules;

/// <summary>A load context as a host of plug-ins has one: what it does not hold comes from the default context.</summary>
internal sealed class PlugInContext(bool isCollectible) : AssemblyLoadContext("plug-in", isCollectible)
{
    public Assembly Load(byte[] image)
    {
        using MemoryStream stream = new(image);
        return LoadFromStream(stream);
    }

    protected override Assembly? Load(AssemblyName assemblyName) => null;
}
