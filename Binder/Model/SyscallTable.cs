using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Binder.Model;

namespace Binder;

/// <summary>The calls that contracts declare, as data. What is wrong with a contract stands in <see cref="Diagnostics"/> and is thrown when it is bound.</summary>
public sealed partial class SyscallTable
{
    private readonly List<Type> _contracts = [];
    private readonly List<Type> _messages = [];
    private readonly TypeMap<List<SyscallDescriptor>> _callsOfContracts = new();
    private readonly DiagnosticList _problems = new();

    private SyscallTable()
    {
    }

    /// <summary>The interfaces, in the order in which they were found or given.</summary>
    public IReadOnlyList<Type> Contracts => _contracts;

    /// <summary>The message types that were found or given, which are performed without a contract.</summary>
    public IReadOnlyList<Type> Messages => _messages;

    /// <summary>The calls, contract by contract, then message by message. A call that two contracts inherit stands here for each.</summary>
    public IReadOnlyList<SyscallDescriptor> Calls => field ??= ListCalls();

    /// <summary>What is wrong with the contracts whatever the shape they are bound to.</summary>
    public IReadOnlyList<SyscallDiagnostic> Diagnostics => _problems.Found;

    /// <summary>Finds every contract of the given assemblies: interfaces marked <c>[SyscallInterface]</c> and message types marked <c>[Syscall]</c>, nested and internal ones included. Open generic ones are left out, with a warning.</summary>
    /// <exception cref="ArgumentNullException">An assembly is null.</exception>
    [RequiresUnreferencedCode("Contracts that nothing refers to may have been trimmed away.")]
    public static SyscallTable Scan(params Assembly[] assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        SyscallTable table = new();
        foreach (Assembly assembly in assemblies)
        {
            foreach (Type contract in ContractScanner.FindContracts(assembly ?? throw new ArgumentNullException(nameof(assemblies))))
            {
                if (contract.ContainsGenericParameters)
                {
                    table._problems.Add(ContractDiagnostics.OpenGenericFound(contract));
                }
                else
                {
                    table.Add(contract);
                }
            }
        }

        return table;
    }

    /// <summary>The table of the given contracts: interfaces and message types.</summary>
    /// <exception cref="ArgumentNullException">A type is null.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The types are named by the caller; binding them requires unreferenced code and says so.")]
    public static SyscallTable Of(params ReadOnlySpan<Type> contracts)
    {
        SyscallTable table = new();
        foreach (Type contract in contracts)
        {
            table.Add(contract ?? throw new ArgumentNullException(nameof(contracts)));
        }

        return table;
    }

    /// <summary>The table of one contract.</summary>
    public static SyscallTable Of<T>() => Of(typeof(T));

    /// <summary>The calls of a contract of this table.</summary>
    internal List<SyscallDescriptor> CallsOf(Type contract) => _callsOfContracts.TryGet(contract, out List<SyscallDescriptor>? calls) ? calls : [];

    [RequiresUnreferencedCode("Reads the members of the contract.")]
    private void Add(Type contract)
    {
        List<SyscallDescriptor> calls = [];
        if (_callsOfContracts.TryAdd(contract, calls))
        {
            if (MessageType.Of(contract) is { } message)
            {
                _messages.Add(contract);
                AddMessage(message, calls);
            }
            else
            {
                _contracts.Add(contract);
                ContractReader.Read(contract, calls, _problems);
            }
        }
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The closed type is only looked at; binding it requires dynamic code and says so.")]
    private void AddMessage(MessageType message, List<SyscallDescriptor> calls)
    {
        if (message.Type.ContainsGenericParameters)
        {
            _problems.Add(ContractDiagnostics.OpenGeneric(message.Type));
        }
        else if (MessageReader.Alone(message, typeof(IMessagePerformed<,,>), _problems) is { } call)
        {
            calls.Add(call);
        }
    }

    private List<SyscallDescriptor> ListCalls()
    {
        List<SyscallDescriptor> calls = [];
        foreach (Type contract in _contracts)
        {
            calls.AddRange(CallsOf(contract));
        }

        foreach (Type message in _messages)
        {
            calls.AddRange(CallsOf(message));
        }

        return calls;
    }
}
