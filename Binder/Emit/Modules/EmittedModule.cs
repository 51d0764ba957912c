using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>One dynamic module, and the assemblies whose internal types code in it may use.</summary>
internal sealed class EmittedModule
{
    private static int s_assemblies;

    private readonly ModuleBuilder _module;
    private readonly HashSet<Assembly> _openAssemblies;
    private int _types;

    private EmittedModule(ModuleBuilder module, HashSet<Assembly> openAssemblies, IlListing? listing = null, bool isToBeRead = false) =>
        (_module, _openAssemblies, Listing, IsToBeRead) = (module, openAssemblies, listing, isToBeRead);

    /// <summary>Whether people will look at it, so that names are written which no call needs.</summary>
    public bool IsToBeRead { get; }

    /// <summary>Where the code of this module is listed; null: nowhere.</summary>
    public IlListing? Listing { get; }

    /// <summary>A module that runs.</summary>
    /// <param name="assemblies">The assemblies whose types it uses.</param>
    /// <param name="isCollectible">Whether one of them can unload. Such a module is slower: its code is never inlined over transitions.</param>
    /// <param name="listing">Where its code is to be listed.</param>
    [System.Diagnostics.CodeAnalysis.RequiresDynamicCode("Emits IL.")]
    public static EmittedModule Running(IReadOnlySet<Assembly> assemblies, bool isCollectible, IlListing? listing = null)
    {
        AssemblyName name = new($"Binder.Emitted{Interlocked.Increment(ref s_assemblies)}");
        AssemblyBuilder builder = AssemblyBuilder.DefineDynamicAssembly(
            name, isCollectible ? AssemblyBuilderAccess.RunAndCollect : AssemblyBuilderAccess.Run);
        return new(builder.DefineDynamicModule(name.Name!), OpenTo(builder, assemblies), listing);
    }

    /// <summary>A module of an assembly that is to be saved.</summary>
    public static EmittedModule Persisted(AssemblyBuilder builder, string name, IReadOnlySet<Assembly> assemblies) =>
        new(builder.DefineDynamicModule(name), OpenTo(builder, assemblies), isToBeRead: true);

    /// <summary>
    /// Whether types of these assemblies, internal ones too, can be used here. Of these very assemblies: a module refers to others
    /// by name, and that can mean one of several load contexts' only.
    /// </summary>
    public bool IsOpenTo(IReadOnlySet<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            if (!_openAssemblies.Contains(assembly))
            {
                return false;
            }
        }

        return true;
    }

    public TypeBuilder DefineType(string name, Type parent, params Type[] interfaces) => _module.DefineType(
        $"Binder.Emitted.{name}_{Interlocked.Increment(ref _types)}", TypeAttributes.Public | TypeAttributes.Sealed, parent, interfaces);

    /// <summary>
    /// The runtime reads these attributes once, before the first type that needs them is finished; so a module is open to a
    /// fixed set of assemblies from its beginning.
    /// </summary>
    private static HashSet<Assembly> OpenTo(AssemblyBuilder builder, IReadOnlySet<Assembly> assemblies)
    {
        HashSet<Assembly> open = [typeof(EmittedModule).Assembly, .. assemblies];
        ConstructorInfo attribute = typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!;
        foreach (Assembly assembly in open)
        {
            builder.SetCustomAttribute(new CustomAttributeBuilder(attribute, [assembly.GetName().Name!]));
        }

        return open;
    }
}
