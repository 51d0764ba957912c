using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Startup.Cold;

/// <summary>From a loaded assembly to its contracts, cold.</summary>
internal static class ScanTasks
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double Binder(string path)
    {
        Assembly assembly = Assembly.LoadFrom(path);
        double start = ThreadClock.Nanoseconds;
        SyscallTable table = SyscallTable.Scan(assembly);
        double time = ThreadClock.Nanoseconds - start;
        GC.KeepAlive(table);
        return time;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static double ByTypes(string path)
    {
        Assembly assembly = Assembly.LoadFrom(path);
        double start = ThreadClock.Nanoseconds;
        Type[] contracts = [.. assembly.GetTypes().Where(type => type.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false))];
        double time = ThreadClock.Nanoseconds - start;
        GC.KeepAlive(contracts);
        return time;
    }
}
