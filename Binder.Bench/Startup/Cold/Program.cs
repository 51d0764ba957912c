using System.Globalization;
using Binder.Bench.Children;

namespace Binder.Bench.Startup.Cold;

/// <summary>Work that can be done only once in a process: does one task and prints the nanoseconds of processor time that it took.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        double time = Enum.Parse<ChildTask>(arguments[0]) switch
        {
            ChildTask.Bind => BindTasks.Binder(),
            ChildTask.BindDispatchProxy => BindTasks.DispatchProxies(),
            ChildTask.BindCastle => BindTasks.Castle(),
            ChildTask.Scan => ScanTasks.Binder(arguments[1]),
            ChildTask.ScanByTypes => ScanTasks.ByTypes(arguments[1]),
            _ => throw new ArgumentException("No such task.", nameof(arguments)),
        };
        Console.Write(time.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
