using System.Diagnostics;
using System.Globalization;

namespace Binder.Tests.Linux;

/// <summary>The kernel headers installed on this machine: what our tables are held against.</summary>
internal static class KernelHeaders
{
    private const string Prefix = "__NR_";

    public static string Read(string path)
    {
        if (!File.Exists(path))
        {
            Assert.Inconclusive($"There is no {path} to compare with: install linux-libc-dev.");
        }

        return File.ReadAllText(path);
    }

    /// <summary>The calls that a plain list of <c>#define __NR_name number</c> has.</summary>
    public static Dictionary<string, ulong> Calls(string definitions)
    {
        Dictionary<string, string> values = [];
        foreach (string line in definitions.Split('\n'))
        {
            string[] words = line.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
            if (words is ["#define", var name, var value, ..] && name.StartsWith("__NR", StringComparison.Ordinal))
            {
                values.Add(name, value);
            }
        }

        Dictionary<string, ulong> calls = [];
        foreach ((string name, string value) in values)
        {
            // One counts the calls, the other is where an architecture's own begin; neither is a call.
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name is not ("__NR_syscalls" or "__NR_arch_specific_syscall"))
            {
                calls.Add(name[Prefix.Length..], ulong.Parse(values.GetValueOrDefault(value, value), CultureInfo.InvariantCulture));
            }
        }
        Assert.IsGreaterThan(300, calls.Count, "The headers' form is not the one that this test can read.");
        return calls;
    }

    /// <summary>What a source defines after the preprocessor: <c>gcc -E -dM</c>.</summary>
    public static string Preprocess(string source, params string[] options)
    {
        ProcessStartInfo start = new("gcc", ["-E", "-dM", .. options, "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process gcc = Start(start);
        Task<string> errors = gcc.StandardError.ReadToEndAsync();
        gcc.StandardInput.Write(source);
        gcc.StandardInput.Close();
        string definitions = gcc.StandardOutput.ReadToEnd();
        gcc.WaitForExit();
        Assert.AreEqual(0, gcc.ExitCode, errors.GetAwaiter().GetResult());
        return definitions;
    }

    /// <summary>Starts a program, or ends the test where the machine has none.</summary>
    public static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Inconclusive($"This machine has no {start.FileName}: install it.");
            throw;
        }
    }
}
