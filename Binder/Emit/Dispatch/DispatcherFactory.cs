using System.Diagnostics.CodeAnalysis;

namespace Binder.Emit;

/// <summary>Makes the dispatcher of a kernel's handlers; emitted once for each list of handler types and shape.</summary>
internal static class DispatcherFactory
{
    /// <exception cref="SyscallBindingException">A handler handles nothing, a contract cannot travel in the shape, or two handlers take one number.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of handlers and contracts.")]
    public static SyscallDispatcher Create(AbiShape shape, object[] handlers) => throw new SyscallBindingException();
}
