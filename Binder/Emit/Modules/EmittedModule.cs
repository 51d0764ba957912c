using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>One dynamic module, and the assemblies whose internal types code in it may use.</summary>
internal sealed class EmittedModule
{
    /// <summary>Most methods' code fits: the generator doubles its buffer otherwise, and each was garbage.</summary>
    private const int UsualCodeSize = 128;

    private static int s_assemblies;

    private readonly ModuleBuilder _module;
    private readonly AssemblySet _openAssemblies;
    private readonly MemberTokens? _tokens;
    private int _types;

    private EmittedModule(ModuleBuilder module, AssemblySet openAssemblies, MemberTokens? tokens, IlListing? listing = null) =>
        (_module, _openAssemblies, _tokens, Listing) = (module, openAssemblies, tokens, listing);

    /// <summary>Whether people will look at it, so that names are written which no call needs.</summary>
    public bool IsToBeRead => _tokens is null;

    /// <summary>Where the code of this module is listed; null: nowhere.</summary>
    public IlListing? Listing { get; }

    /// <summary>A module that runs.</summary>
    /// <param name="assemblies">The assemblies whose types it uses.</param>
    /// <param name="isCollectible">Whether one of them can unload. Such a module is slower: its code is never inlined over transitions.</param>
    /// <param name="listing">Where its code is to be listed.</param>
    [System.Diagnostics.CodeAnalysis.RequiresDynamicCode("Emits IL.")]
    public static EmittedModule Running(AssemblySet assemblies, bool isCollectible, IlListing? listing = null)
    {
        string name = "Binder.Emitted" + Interlocked.Increment(ref s_assemblies).ToString(provider: null);
        AssemblyBuilder builder = AssemblyBuilder.DefineDynamicAssembly(
            new AssemblyName { Name = name }, isCollectible ? AssemblyBuilderAccess.RunAndCollect : AssemblyBuilderAccess.Run);
        ModuleBuilder module = builder.DefineDynamicModule(name);
        return new(module, OpenTo(builder, assemblies), new MemberTokens(module), listing);
    }

    /// <summary>A module of an assembly that is to be saved.</summary>
    public static EmittedModule Persisted(AssemblyBuilder builder, string name, AssemblySet assemblies) =>
        new(builder.DefineDynamicModule(name), OpenTo(builder, assemblies), tokens: null);

    /// <summary>
    /// Whether types of these assemblies, internal ones too, can be used here. Of these very assemblies: a module refers to others
    /// by name, and that can mean one of several load contexts' only.
    /// </summary>
    public bool IsOpenTo(AssemblySet assemblies) => _openAssemblies.ContainsAll(assemblies);

    public TypeBuilder DefineType(string name, Type parent, params Type[] interfaces) => _module.DefineType(
        $"Binder.Emitted.{name}_{(++_types).ToString(provider: null)}", TypeAttributes.Public | TypeAttributes.Sealed, parent, interfaces);

    /// <summary>The body of a method of this module.</summary>
    public IlWriter Write(MethodBuilder method) => new(method.GetILGenerator(UsualCodeSize), Listing, _tokens);

    /// <summary>The body of a constructor of this module, which no listing shows.</summary>
    public IlWriter Write(ConstructorBuilder constructor) => new(constructor.GetILGenerator(), listing: null, _tokens);

    /// <summary>
    /// The runtime reads these attributes once, before the first type that needs them is finished; so a module is open to a
    /// fixed set of assemblies from its beginning.
    /// </summary>
    private static AssemblySet OpenTo(AssemblyBuilder builder, AssemblySet assemblies)
    {
        AssemblySet open = new();
        open.Add(typeof(EmittedModule).Assembly);
        open.AddAll(assemblies);
        foreach (Assembly assembly in open.All)
        {
            IgnoredAccessChecks.Write(builder, assembly);
        }

        return open;
    }
}
