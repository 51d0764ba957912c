using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Castle.DynamicProxy;

namespace Binder.Bench.Children;

/// <summary>From forty types to forty usable objects, cold. Each way is a method of its own, so that a process loads only its own.</summary>
internal static class BindTasks
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Binder()
    {
        Type[] contracts = FortyContracts.All;
        SyscallAbi abi = LinuxAbi.Current;
        double start = ThreadClock.Nanoseconds;
        BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of(contracts), abi);
        foreach (Type contract in contracts)
        {
            bound.Get(contract);
        }

        return ThreadClock.Nanoseconds - start;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double DispatchProxies()
    {
        Type[] contracts = FortyContracts.All;
        double start = ThreadClock.Nanoseconds;
        foreach (Type contract in contracts)
        {
            DispatchProxy.Create(contract, typeof(AnswerNull));
        }

        return ThreadClock.Nanoseconds - start;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Castle()
    {
        Type[] contracts = FortyContracts.All;
        double start = ThreadClock.Nanoseconds;
        ProxyGenerator generator = new();
        InterceptNothing interceptor = new();
        foreach (Type contract in contracts)
        {
            generator.CreateInterfaceProxyWithoutTarget(contract, interceptor);
        }

        return ThreadClock.Nanoseconds - start;
    }

#pragma warning disable CA1852 // DispatchProxy derives a class from it.
    private class AnswerNull : DispatchProxy
#pragma warning restore CA1852
    {
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
    }

    private sealed class InterceptNothing : IInterceptor
    {
        public void Intercept(IInvocation invocation)
        {
        }
    }
}
