using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Emit;
using Binder.Model;
using Binder.Plans;

namespace Binder;

/// <summary>Shows what is emitted for contracts: as text, or as an assembly that decompilers read. Nothing here is needed to make calls.</summary>
public static class SyscallEmission
{
    /// <summary>The IL of the proxies that <see cref="SyscallBinder.BindAll"/> makes of a table, each C# statement as a comment above its instructions.</summary>
    /// <exception cref="SyscallBindingException">A contract cannot be bound.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static string List(SyscallTable table, SyscallAbi abi)
    {
        IlListing listing = new();
        EmitAll(table, abi, assemblies => EmittedModule.Running(assemblies, isCollectible: true, listing));
        return listing.ToString();
    }

    /// <summary>Saves the proxies that <see cref="SyscallBinder.BindAll"/> makes of a table as an assembly.</summary>
    /// <param name="table">The contracts.</param>
    /// <param name="abi">The ABI that they would be bound to; no address of this process is written.</param>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <exception cref="SyscallBindingException">A contract cannot be bound.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static void Save(SyscallTable table, SyscallAbi abi, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = Path.GetFileNameWithoutExtension(path);
        PersistedAssemblyBuilder builder = new(new AssemblyName(name), typeof(object).Assembly);
        EmitAll(table, abi, assemblies => EmittedModule.Persisted(builder, name, assemblies));
        builder.Save(path);
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    private static void EmitAll(SyscallTable table, SyscallAbi abi, Func<HashSet<Assembly>, EmittedModule> makeModule)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(abi);
        EmittedModules.RequireDynamicCode();
        DiagnosticList problems = new();
        List<KeyValuePair<Type, List<CallPlan>>> plans = table.Plan(abi.Shape, problems);
        problems.ThrowIfErrors();
        HashSet<Assembly> assemblies = [];
        foreach ((Type contract, List<CallPlan> calls) in plans)
        {
            assemblies.UnionWith(UsedAssemblies.Of(contract, calls));
        }

        lock (EmittedModules.Gate)
        {
            EmittedModule module = makeModule(assemblies);
            foreach ((Type contract, List<CallPlan> calls) in plans)
            {
                ProxyEmitter.Emit(module, contract, calls, ProxyCache.WayTo(abi));
            }
        }
    }
}
