using System.Diagnostics.CodeAnalysis;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// The classes of proxies that exist, by contract, shape and way. Nothing here keeps a load context that is done with from going.
/// </summary>
internal static class ProxyCache
{
    private static readonly TypeCache<ProxyList> s_proxies = new();

    /// <summary>An object that makes the contract's calls over an ABI.</summary>
    /// <exception cref="SyscallBindingException">The contract cannot be bound.</exception>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static SyscallProxy Create(Type contract, SyscallAbi abi)
    {
        Type? proxy = Find(contract, abi);
        if (proxy is null)
        {
            Emit(SyscallTable.Of(contract), abi, new DiagnosticList());
            proxy = Find(contract, abi)!;
        }

        return SyscallProxy.Create(proxy, abi);
    }

    /// <summary>The same for a contract of a table that was emitted.</summary>
    public static SyscallProxy CreateEmitted(Type contract, SyscallAbi abi) => SyscallProxy.Create(
        Find(contract, abi) ?? throw new InvalidOperationException($"{contract} is not bound."), abi);

    /// <summary>Plans all contracts of a table, throws everything that is wrong at once, and emits the proxies that are not there yet.</summary>
    [RequiresDynamicCode("Emits IL."), RequiresUnreferencedCode("Reads the members of contracts.")]
    public static void Emit(SyscallTable table, SyscallAbi abi, DiagnosticList problems)
    {
        EmittedModules.RequireDynamicCode();
        ProxyWay way = ProxyWay.To(abi);
        ContractPlan[] plans = table.Plan(abi.Shape, problems, way.IsLent);
        problems.ThrowIfErrors();
        lock (EmittedModules.Gate)
        {
            foreach (ContractPlan plan in plans)
            {
                if (!plan.Contract.IsInterface)
                {
                    // A message has no proxy: its caller is emitted when it is first performed.
                    continue;
                }

                ProxyList proxies = ProxiesOf(plan.Contract);
                if (proxies.Find(abi.Shape, way) is null)
                {
                    EmittedModule module = EmittedModules.For(UsedAssemblies.Of(plan.Contract, plan.Calls));
                    proxies.Add(abi.Shape, way, ProxyEmitter.Emit(module, plan, way));
                }
            }
        }
    }

    private static Type? Find(Type contract, SyscallAbi abi) =>
        s_proxies.TryGet(contract, out ProxyList? proxies) ? proxies.Find(abi.Shape, ProxyWay.To(abi)) : null;

    /// <summary>The caller holds <see cref="EmittedModules.Gate"/>.</summary>
    private static ProxyList ProxiesOf(Type contract)
    {
        if (!s_proxies.TryGet(contract, out ProxyList? proxies))
        {
            s_proxies.Add(contract, proxies = new());
        }

        return proxies;
    }
}
