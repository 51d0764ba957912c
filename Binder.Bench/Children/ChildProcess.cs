using System.Diagnostics;
using System.Globalization;

namespace Binder.Bench.Children;

/// <summary>A fresh process for work that can be done only once in one: Startup/Cold, published ReadyToRun as users publish what must start quickly.</summary>
internal sealed class ChildProcess(PublishedProgram cold)
{
    /// <summary>Starts a child and reads the nanoseconds that its task took.</summary>
    public double Time(ChildTask task, params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(DotNetHost.Path, [cold.Assembly, task.ToString(), .. arguments])
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
}
