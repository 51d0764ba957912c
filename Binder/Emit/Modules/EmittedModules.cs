using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Binder.Emit;

/// <summary>
/// The modules that are emitted into: few for each load context, since many types in one module cost a third of a module
/// each; one of its own for what can unload.
/// </summary>
internal static class EmittedModules
{
    private static readonly ConditionalWeakTable<AssemblyLoadContext, List<EmittedModule>> s_modules = [];

    /// <summary>Held while a module is written to and its new types are used first: the runtime's builders are not safe for threads.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>The module to emit a type into that uses types of the given assemblies. The caller holds <see cref="Gate"/>.</summary>
    [RequiresDynamicCode("Emits IL.")]
    public static EmittedModule For(Type owner, HashSet<Assembly> assemblies)
    {
        foreach (Assembly assembly in assemblies)
        {
            if (assembly.IsCollectible)
            {
                return EmittedModule.Running(assemblies, isCollectible: true);
            }
        }

        AssemblyLoadContext context = AssemblyLoadContext.GetLoadContext(owner.Assembly) ?? AssemblyLoadContext.Default;
        List<EmittedModule> modules = s_modules.GetOrCreateValue(context);
        foreach (EmittedModule module in modules)
        {
            if (module.IsOpenTo(assemblies))
            {
                return module;
            }
        }

        EmittedModule created = EmittedModule.Running(assemblies, isCollectible: false);
        modules.Add(created);
        return created;
    }

    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    public static void RequireDynamicCode()
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new PlatformNotSupportedException(
                "Binder emits its proxies, dispatchers and codecs when the program runs, and this program cannot run emitted code: it was compiled "
                + "ahead of time (NativeAOT) or forbids dynamic code. Publish it without PublishAot, or make untyped calls by SyscallAbi.Call.");
        }
    }
}
