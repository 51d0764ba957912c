using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Emit;

namespace Binder;

/// <summary>The proxies of a table's contracts over one ABI. Safe for any number of threads.</summary>
public sealed class BoundSyscalls
{
    private readonly SyscallAbi _abi;
    private readonly Dictionary<Type, ConstructorInfo> _constructors = [];
    private readonly ConcurrentDictionary<Type, object> _proxies = new();

    internal BoundSyscalls(SyscallTable table, SyscallAbi abi, IReadOnlyList<SyscallDiagnostic> diagnostics)
    {
        (_abi, Table, Diagnostics) = (abi, table, diagnostics);
        foreach (Type contract in table.Contracts)
        {
            _constructors[contract] = ProxyCache.Get(contract, abi);
        }
    }

    /// <summary>The table that was bound.</summary>
    public SyscallTable Table { get; }

    /// <summary>The warnings that binding gave.</summary>
    public IReadOnlyList<SyscallDiagnostic> Diagnostics { get; }

    /// <summary>The proxy of a contract: always the same object.</summary>
    /// <exception cref="KeyNotFoundException">The table does not have the contract.</exception>
    public T Get<T>()
        where T : class => (T)Get(typeof(T));

    /// <summary>The proxy of a contract: always the same object.</summary>
    /// <exception cref="KeyNotFoundException">The table does not have the contract.</exception>
    public object Get(Type contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (_proxies.TryGetValue(contract, out object? proxy))
        {
            return proxy;
        }

        return _constructors.TryGetValue(contract, out ConstructorInfo? constructor)
            ? _proxies.GetOrAdd(contract, static (_, state) => state.constructor.Invoke([state._abi]), (constructor, _abi))
            : throw new KeyNotFoundException(
                $"The table that was bound does not have {contract}. Bind SyscallTable.Of<{contract.Name}>(), or scan the assembly that it is in.");
    }

    /// <summary>Compiles every method of every proxy now, so that no first call pays for it.</summary>
    public void Prepare()
    {
        const BindingFlags Methods = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        foreach (ConstructorInfo constructor in _constructors.Values)
        {
            RuntimeHelpers.PrepareMethod(constructor.MethodHandle);
            foreach (MethodInfo method in PreparedMethods(constructor.DeclaringType!))
            {
                // A virtual method that nothing has pointed to yet has no entry point, and PrepareMethod takes that for a compiled one.
                method.MethodHandle.GetFunctionPointer();
                RuntimeHelpers.PrepareMethod(method.MethodHandle);
            }
        }

        [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Emitted types are never trimmed.")]
        static MethodInfo[] PreparedMethods(Type proxy) => proxy.GetMethods(Methods);
    }
}
