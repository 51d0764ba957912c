using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// The proxies that exist, by contract, shape and way. Held by the contract's own type, weakly, so that a load context that
/// is done with can go.
/// </summary>
internal static class ProxyCache
{
    private static readonly ConditionalWeakTable<Type, ProxyList> s_proxies = [];

    /// <summary>An object that makes the contract's calls over an ABI.</summary>
    /// <exception cref="SyscallBindingException">The contract cannot be bound.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static object Create(Type contract, SyscallAbi abi)
    {
        if (!TryGet(contract, abi, out ConstructorInfo? constructor))
        {
            SyscallTable table = SyscallTable.Of(contract);
            Emit(table, abi, new DiagnosticList());
            constructor = Get(contract, abi);
        }

        return constructor.Invoke([abi]);
    }

    public static bool TryGet(Type contract, SyscallAbi abi, [NotNullWhen(true)] out ConstructorInfo? constructor)
    {
        constructor = s_proxies.TryGetValue(contract, out ProxyList? proxies) ? proxies.Find(abi.Shape, ProxyWay.To(abi)) : null;
        return constructor is not null;
    }

    public static ConstructorInfo Get(Type contract, SyscallAbi abi) =>
        TryGet(contract, abi, out ConstructorInfo? constructor) ? constructor : throw new InvalidOperationException($"{contract} is not bound.");

    /// <summary>Plans all contracts of a table, throws everything that is wrong at once, and emits the proxies that are not there yet.</summary>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static void Emit(SyscallTable table, SyscallAbi abi, DiagnosticList problems)
    {
        EmittedModules.RequireDynamicCode();
        List<KeyValuePair<Type, List<CallPlan>>> plans = table.Plan(abi.Shape, problems);
        problems.ThrowIfErrors();
        ProxyWay way = ProxyWay.To(abi);
        lock (EmittedModules.Gate)
        {
            foreach ((Type contract, List<CallPlan> calls) in plans)
            {
                if (!contract.IsInterface)
                {
                    // A message has no proxy: its caller is emitted when it is first performed.
                    continue;
                }

                ProxyList proxies = s_proxies.GetOrCreateValue(contract);
                if (proxies.Find(abi.Shape, way) is null)
                {
                    EmittedModule module = EmittedModules.For(contract, UsedAssemblies.Of(contract, calls));
                    Type proxy = ProxyEmitter.Emit(module, contract, calls, way);
                    proxies.Add(abi.Shape, way, proxy.GetConstructor([typeof(SyscallAbi)])!);
                }
            }
        }
    }
}
