using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using Binder.Emit;
using Binder.Model;
using Binder.Plans;

namespace Binder;

/// <summary>Shows what is emitted for contracts and handlers: as text, or as an assembly that decompilers read. Nothing here is needed to make calls.</summary>
public static class SyscallEmission
{
    /// <summary>The IL of the proxies that <see cref="SyscallBinder.BindAll"/> makes of a table, and of what performs its messages, each C# statement as a comment above its instructions.</summary>
    /// <exception cref="SyscallBindingException">A contract cannot be bound.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static string List(SyscallTable table, SyscallAbi abi)
    {
        IlListing listing = new();
        EmitAll(table, abi, assemblies => EmittedModule.Running(assemblies, isCollectible: true, listing));
        return listing.ToString();
    }

    /// <summary>Saves the proxies that <see cref="SyscallBinder.BindAll"/> makes of a table, and what performs its messages, as an assembly.</summary>
    /// <param name="table">The contracts.</param>
    /// <param name="abi">The ABI that they would be bound to; no address of this process is written.</param>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <exception cref="SyscallBindingException">A contract cannot be bound.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static void Save(SyscallTable table, SyscallAbi abi, string path) =>
        SaveTo(path, makeModule => EmitAll(table, abi, makeModule));

    /// <summary>The IL of the dispatcher that <c>HostedKernel.Create</c> makes of handlers, each C# statement as a comment above its instructions.</summary>
    /// <remarks>A kernel of more than 64 calls finds the same methods by a table, and emits them when they or neighbours are called first; all of them are shown, behind a switch.</remarks>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="handlers">The types of the handlers, in the order in which the kernel would get them.</param>
    /// <exception cref="SyscallBindingException">The handlers cannot be bound.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static string ListKernel(AbiShape shape, params Type[] handlers)
    {
        IlListing listing = new();
        EmitKernel(shape, handlers, assemblies => EmittedModule.Running(assemblies, isCollectible: true, listing));
        return listing.ToString();
    }

    /// <summary>Saves the dispatcher that <c>HostedKernel.Create</c> makes of handlers as an assembly.</summary>
    /// <param name="shape">The kernel's shape.</param>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="handlers">The types of the handlers, in the order in which the kernel would get them.</param>
    /// <exception cref="SyscallBindingException">The handlers cannot be bound.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static void SaveKernel(AbiShape shape, string path, params Type[] handlers) =>
        SaveTo(path, makeModule => EmitKernel(shape, handlers, makeModule));

    private static void SaveTo(string path, Action<Func<AssemblySet, EmittedModule>> emit)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = Path.GetFileNameWithoutExtension(path);
        PersistedAssemblyBuilder builder = new(new AssemblyName(name), typeof(object).Assembly);
        emit(assemblies => EmittedModule.Persisted(builder, name, assemblies));
        builder.Save(path);
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    private static void EmitAll(SyscallTable table, SyscallAbi abi, Func<AssemblySet, EmittedModule> makeModule)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(abi);
        EmittedModules.RequireDynamicCode();
        DiagnosticList problems = new();
        ProxyWay way = ProxyWay.To(abi);
        ContractPlan[] plans = table.Plan(abi.Shape, problems, way.IsLent);
        problems.ThrowIfErrors();
        AssemblySet assemblies = new();
        foreach (ContractPlan plan in plans)
        {
            assemblies.AddAll(UsedAssemblies.Of(plan.Contract.IsInterface ? plan.Contract : MessageCallerEmitter.CallerOf(plan.Calls[0]), plan.Calls));
        }

        lock (EmittedModules.Gate)
        {
            EmittedModule module = makeModule(assemblies);
            foreach (ContractPlan plan in plans)
            {
                if (plan.Contract.IsInterface)
                {
                    ProxyEmitter.Emit(module, plan, way);
                }
                else
                {
                    MessageCallerEmitter.Emit(module, plan.Calls[0], way.IsLent);
                }
            }
        }
    }

    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    private static void EmitKernel(AbiShape shape, Type[] handlers, Func<AssemblySet, EmittedModule> makeModule)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(handlers);
        if (Array.IndexOf(handlers, null) is >= 0 and var missing)
        {
            throw new ArgumentNullException(nameof(handlers), $"The type of handler {missing} is null.");
        }

        EmittedModules.RequireDynamicCode();
        HandlerCall[] calls = DispatcherFactory.Plan(shape, handlers, out AssemblySet assemblies);
        lock (EmittedModules.Gate)
        {
            DispatcherEmitter.Emit(makeModule(assemblies), handlers, calls);
        }
    }
}
