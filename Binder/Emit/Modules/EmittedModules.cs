using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>
/// The modules that are emitted into: few, since many types in one module cost a third of a module each; one of its own for what
/// can unload.
/// </summary>
internal static class EmittedModules
{
    /// <summary>Those that stay. A load context that cannot unload stays, too, and its assemblies are none of another's.</summary>
    private static EmittedModule[] s_modules = [];

    /// <summary>Held while a module is written to and its new types are used first: the runtime's builders are not safe for threads.</summary>
    public static object Gate { get; } = new();

    /// <summary>The module to emit a type into that uses types of the given assemblies. The caller holds <see cref="Gate"/>.</summary>
    [RequiresDynamicCode("Emits IL.")]
    public static EmittedModule For(AssemblySet assemblies)
    {
        foreach (Assembly assembly in assemblies.All)
        {
            if (assembly.IsCollectible)
            {
                return EmittedModule.Running(assemblies, isCollectible: true);
            }
        }

        foreach (EmittedModule module in s_modules)
        {
            if (module.IsOpenTo(assemblies))
            {
                return module;
            }
        }

        EmittedModule created = EmittedModule.Running(assemblies, isCollectible: false);
        s_modules = [.. s_modules, created];
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
