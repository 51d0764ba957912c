using System.Diagnostics.CodeAnalysis;
using Binder.Emit;
using Binder.Model;

namespace Binder;

/// <summary>The front door: makes objects that implement contracts by calls to a kernel.</summary>
public static class SyscallBinder
{
    /// <summary>Makes an object that implements a contract by calls over an ABI. Proxies are emitted once and kept by contract and shape.</summary>
    /// <typeparam name="T">An interface marked <c>[SyscallInterface]</c>.</typeparam>
    /// <param name="abi">The way to the kernel.</param>
    /// <exception cref="ArgumentNullException">The ABI is null.</exception>
    /// <exception cref="SyscallBindingException">The contract cannot be bound; the exception says everything that is wrong with it.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static T Bind<T>(SyscallAbi abi)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(abi);
        return (T)(object)ProxyCache.Create(typeof(T), abi);
    }

    /// <summary>Binds every contract of a table.</summary>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="SyscallBindingException">A contract cannot be bound; the exception says everything that is wrong with any of them.</exception>
    /// <exception cref="PlatformNotSupportedException">The program runs without a JIT compiler.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static BoundSyscalls BindAll(SyscallTable table, SyscallAbi abi)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(abi);
        DiagnosticList problems = new();
        ProxyCache.Emit(table, abi, problems);
        return new BoundSyscalls(table, abi, problems.Found);
    }
}
