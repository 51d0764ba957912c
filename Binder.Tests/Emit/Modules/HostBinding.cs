using System.Reflection;

namespace Binder.Tests.Emit.Modules;

/// <summary>What a host does with contracts that it knows only as types.</summary>
internal static class HostBinding
{
    private static readonly MethodInfo s_bind = typeof(SyscallBinder).GetMethod(nameof(SyscallBinder.Bind))!;

    public static object Bind(Type contract, SyscallAbi abi) =>
        s_bind.MakeGenericMethod(contract).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [abi], null)!;

    /// <summary>Calls a method of a proxy by its name.</summary>
    public static object? Call(Type contract, object proxy, string method, params object?[] arguments) =>
        contract.GetMethod(method)!.Invoke(proxy, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
