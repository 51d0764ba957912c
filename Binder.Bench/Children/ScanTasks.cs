using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Binder.Bench.Children;

/// <summary>From a loaded assembly to its contracts, cold.</summary>
internal static class ScanTasks
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TimeSpan Binder(string path)
    {
        Assembly assembly = Assembly.LoadFrom(path);
        long start = Stopwatch.GetTimestamp();
        SyscallTable table = SyscallTable.Scan(assembly);
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        GC.KeepAlive(table);
        return time;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static TimeSpan ByTypes(string path)
    {
        Assembly assembly = Assembly.LoadFrom(path);
        long start = Stopwatch.GetTimestamp();
        Type[] contracts = [.. assembly.GetTypes().Where(type => type.IsDefined(typeof(SyscallInterfaceAttribute), inherit: false))];
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        GC.KeepAlive(contracts);
        return time;
    }
}
