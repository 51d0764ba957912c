using System.Diagnostics;

namespace Binder.Tests.Children;

/// <summary>What a process of its own left behind.</summary>
internal sealed record ChildResult(int ExitCode, string Output, string Error)
{
    public override string ToString() => $"exit code {ExitCode}\n--- output ---\n{Output}\n--- error ---\n{Error}";

    /// <summary>Fails the test, showing all that the process said, unless it ended well.</summary>
    public ChildResult MustSucceed()
    {
        Assert.AreEqual(0, ExitCode, ToString());
        return this;
    }
}

/// <summary>Runs what needs a fresh process: one of <see cref="ChildPrograms"/>, in this very executable.</summary>
internal static class Child
{
    public const string Command = "child";

    /// <summary>The variable with the program that runs executables of another architecture, such as qemu-aarch64-static; unset for none.</summary>
    public const string Runner = "BINDER_TEST_RUNNER";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    /// <summary>Runs a child program to its end; one that takes longer than a minute is killed and fails the test.</summary>
    /// <param name="name">One of <see cref="ChildPrograms"/>.</param>
    /// <param name="environment">Variables beside this process's own.</param>
    /// <param name="arguments">What the program gets.</param>
    public static ChildResult Run(string name, IReadOnlyDictionary<string, string>? environment = null, params string[] arguments)
    {
        if (Environment.GetEnvironmentVariable(Runner) is { Length: > 0 } runner)
        {
            return RunProgram(runner, [Path.ChangeExtension(typeof(Child).Assembly.Location, null), Command, name, .. arguments], environment);
        }

        return RunSelf([Command, name, .. arguments], environment);
    }

    /// <summary>Runs this test program a second time, as patiently, with the test platform's arguments.</summary>
    public static ChildResult RunTests(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunSelf(arguments, environment);

    /// <summary>Runs any program to its end, as patiently.</summary>
    public static ChildResult RunProgram(string file, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string variable, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(s_patience);
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        ChildResult result = new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        Assert.IsTrue(ended, $"{Path.GetFileName(file)} {string.Join(' ', arguments)} did not end within {s_patience} and was killed.\n{result}");
        return result;
    }

    private static ChildResult RunSelf(string[] arguments, IReadOnlyDictionary<string, string>? environment)
    {
        string host = Environment.ProcessPath!;
        bool isMuxer = Path.GetFileNameWithoutExtension(host) == "dotnet";
        return RunProgram(host, isMuxer ? [typeof(Child).Assembly.Location, .. arguments] : arguments, environment);
    }
}
