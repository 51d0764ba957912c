using System.Reflection;

namespace Binder.Model;

/// <summary>Finds the contracts of an assembly.</summary>
internal static class ContractScanner
{
    /// <summary>
    /// The interfaces marked with <see cref="SyscallInterfaceAttribute"/> and the message types marked with <see cref="SyscallAttribute"/>, each in the order of the assembly's metadata: nested, internal and
    /// generic ones as well, for the model to judge.
    /// </summary>
    /// <exception cref="InvalidOperationException">A contract cannot be loaded; the message names it and the reason.</exception>
    public static IReadOnlyList<Type> FindContracts(Assembly assembly)
    {
        List<Type> contracts = [];
        foreach (Type type in MarkedTypes.Find(assembly, typeof(SyscallInterfaceAttribute), nameof(SyscallInterfaceAttribute)))
        {
            if (type.IsInterface)
            {
                contracts.Add(type);
            }
        }

        foreach (Type type in MarkedTypes.Find(assembly, typeof(SyscallAttribute), nameof(SyscallAttribute)))
        {
            contracts.Add(type);
        }

        return contracts;
    }
}
