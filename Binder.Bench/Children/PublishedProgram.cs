using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Binder.Bench.Children;

/// <summary>One of the small programs of Startup/, published ReadyToRun.</summary>
internal sealed class PublishedProgram
{
    private PublishedProgram(string assembly) => Assembly = assembly;

    /// <summary>The path of its assembly.</summary>
    public string Assembly { get; }

    /// <summary>Publishes a program beside this one's binaries; everything built for it stays there.</summary>
    /// <returns>The program, or null and a reason.</returns>
    public static PublishedProgram? Publish(string name, out string? reason)
    {
        string output = Path.Combine(AppContext.BaseDirectory, "startup", name);
        if (FindProject(name) is not { } project)
        {
            reason = $"the source of Startup/{name} is not above {AppContext.BaseDirectory}";
            return null;
        }

        ProcessStartInfo start = new(DotNetHost.Path,
        [
            "publish", project, "-c", "Release", "-r", $"linux-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant(),
            "--self-contained", "false", "-p:PublishReadyToRun=true", "--artifacts-path", Path.Combine(output, "artifacts"), "-o", output,
        ])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        reason = process.ExitCode == 0 ? null : $"dotnet publish of {name} failed";
        if (reason is null)
        {
            return new(Path.Combine(output, $"{name}.dll"));
        }

        Console.Error.WriteLine(log);
        return null;
    }

    /// <summary>Runs the program and gives the milliseconds of processor time that it took, its threads and the kernel's work for it included.</summary>
    public double Time()
    {
        double start = ChildrenClock.Milliseconds;
        Run();
        return ChildrenClock.Milliseconds - start;
    }

    /// <summary>Runs the program to its end.</summary>
    public void Run()
    {
        using Process process = Process.Start(DotNetHost.Path, [Assembly]);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Assembly} ended with exit code {process.ExitCode}.");
        }
    }

    private static string? FindProject(string name)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string project = Path.Combine(folder.FullName, "Startup", name, $"{name}.csproj");
            if (File.Exists(project))
            {
                return project;
            }
        }

        return null;
    }
}
