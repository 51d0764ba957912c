using System.Reflection;
using System.Runtime.Loader;

namespace Binder.Tests.Model.Scanning;

/// <summary>Images loaded into a collectible context of their own; other assemblies come from this process, or nowhere.</summary>
internal sealed class LoadedImage : IDisposable
{
    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);

    /// <summary>Loads the images in order; the scanned one is the first.</summary>
    internal LoadedImage(params byte[][] images) => Assembly = images.Select(_context.Load).ToArray()[0];

    internal Assembly Assembly { get; }

    public void Dispose() => _context.Unload();
}
