using System.Diagnostics;
using System.Globalization;

namespace Binder.Bench.Children;

/// <summary>
/// This program once more, for work that can be done only once in a process: it does one task and prints the nanoseconds of
/// processor time that it took.
/// </summary>
internal static class ChildProcess
{
    /// <summary>The first argument of a child; not for users.</summary>
    public const string Command = "child";

    /// <summary>Starts a child and reads the nanoseconds that its task took.</summary>
    public static double Time(ChildTask task, params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(DotNetHost.Path, [typeof(ChildProcess).Assembly.Location, Command, task.ToString(), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The child process that does {task} ended with exit code {process.ExitCode}.");
    }

    /// <summary>The child's side.</summary>
    public static int Run(string[] arguments)
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
