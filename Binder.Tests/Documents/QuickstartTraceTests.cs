using System.Text.RegularExpressions;
using Binder.Native;
using Binder.Tests.Architecture;
using Binder.Tests.Children;

namespace Binder.Tests.Documents;

/// <summary>What the README says of the Quickstart: another program sees its calls.</summary>
[TestClass]
public sealed class QuickstartTraceTests
{
    [TestMethod]
    public void Strace_shows_the_calls_of_the_quickstart()
    {
        string quickstart = Quickstart();
        string strace = Strace();
        string folder = Directory.CreateTempSubdirectory("binder").FullName;
        try
        {
            string file = Path.Combine(folder, "input.txt");
            string trace = Path.Combine(folder, "trace.txt");
            File.WriteAllText(file, "first line of the file\nsecond line\n");
            Child.RunProgram(strace, ["-f", "-e", "trace=all", "-o", trace, "dotnet", quickstart, file]).MustSucceed();
            CheckTrace(File.ReadAllLines(trace), file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void CheckTrace(string[] trace, string file)
    {
        int opened = Array.FindIndex(trace, line => line.Contains($"openat(AT_FDCWD, \"{file}\"", StringComparison.Ordinal));
        Assert.IsGreaterThanOrEqualTo(0, opened, $"strace shows no openat of {file}");
        string thread = trace[opened].Split(' ')[0];
        string descriptor = Regex.Match(trace[opened], "= ([0-9]+)$").Groups[1].Value;

        // Only that thread's, so that nothing of the runtime's other threads is taken for a call of the Quickstart.
        string calls = string.Join('\n', trace.Skip(opened).Where(line => line.StartsWith(thread + " ", StringComparison.Ordinal)));
        foreach (string call in (string[])
        [
            $"read({descriptor}, \"first line of the file",
            $"close({descriptor})",
            "statx(",
            "write(1, ",
            "getpid()",
            "uname(",
            "clock_gettime(",
        ])
        {
            StringAssert.Contains(calls, call, StringComparison.Ordinal);
        }
    }

    private static string Quickstart()
    {
        // As these tests were built: bin/<configuration>/<framework>.
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string path = Repository.PathTo("Samples", "Quickstart", "bin", framework.Parent!.Name, framework.Name, "Quickstart.dll");
        if (!NativePlatform.IsSupported || !File.Exists(path))
        {
            Assert.Inconclusive("This traces the Quickstart, on Linux on x86-64, and needs it built: dotnet build -c Release");
        }

        return path;
    }

    private static string Strace()
    {
        string? path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "strace"))
            .FirstOrDefault(File.Exists);
        if (path is null || Child.RunProgram(path, ["-o", "/dev/null", "true"]).ExitCode != 0)
        {
            Assert.Inconclusive("This needs strace, and a machine that allows it.");
        }

        return path;
    }
}
