using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Emit;
using Binder.Model;

namespace Binder;

/// <summary>The proxies of a table's contracts over one ABI. Safe for any number of threads.</summary>
public sealed class BoundSyscalls
{
    private readonly TypeMap<SyscallProxy> _proxies = new();
    private readonly SyscallAbi _abi;

    internal BoundSyscalls(SyscallTable table, SyscallAbi abi, IReadOnlyList<SyscallDiagnostic> diagnostics)
    {
        (_abi, Table, Diagnostics) = (abi, table, diagnostics);
        for (int i = 0; i < table.Contracts.Count; i++)
        {
            Type contract = table.Contracts[i];
            _proxies.TryAdd(contract, ProxyCache.CreateEmitted(contract, abi));
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
        return _proxies.TryGet(contract, out SyscallProxy? proxy) ? proxy : throw new KeyNotFoundException(
            $"The table that was bound does not have {contract}. Bind SyscallTable.Of<{contract.Name}>(), or scan the assembly that it is in.");
    }

    /// <summary>Compiles every method of every proxy now, and what performs each message, so that no first call pays for it.</summary>
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Binding the table requires dynamic code and says so.")]
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Binding the table requires unreferenced code and says so.")]
    public void Prepare()
    {
        for (int i = 0; i < Table.Contracts.Count; i++)
        {
            Prepare(Get(Table.Contracts[i]).GetType());
        }

        for (int i = 0; i < Table.Messages.Count; i++)
        {
            Prepare(MessageCallers.For(MessageType.Of(Table.Messages[i])!, _abi).GetType());
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Emitted types are never trimmed.")]
    private static void Prepare(Type emitted)
    {
        const BindingFlags Methods = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;
        foreach (MethodInfo method in emitted.GetMethods(Methods))
        {
            // A virtual method that nothing has pointed to yet has no entry point, and PrepareMethod takes that for a compiled one.
            method.MethodHandle.GetFunctionPointer();
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }
}
