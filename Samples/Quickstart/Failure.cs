using Binder;

namespace Quickstart;

/// <summary>What could not be used, and why.</summary>
internal readonly record struct Failure(string Subject, Errno Error)
{
    /// <summary>As the tools of Unix say it: <c>README.mdx: No such file or directory (ENOENT)</c>.</summary>
    public override string ToString() => $"{(Subject.Length == 0 ? "\"\"" : Subject)}: {Error.Message()} ({Error.Name()})";
}
