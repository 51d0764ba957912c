using System.Text;
using Binder;

namespace Quickstart;

/// <summary>The user's program: it reads a file and writes what it found, and every bit of that goes through the interface.</summary>
internal static class FileReport
{
    private const int StandardOutput = 1;
    private const int LinesShown = 5;

    /// <summary>Returns what was read.</summary>
    public static Result<byte[], Failure> Run(IPosix posix, string path)
    {
        if (!posix.ReadFile(path).TryGet(out byte[]? content, out Errno error)
            || !posix.Statx(IPosix.CurrentDirectory, path, 0, StatxMask.Size, out Statx status).TryGet(out _, out error))
        {
            return Result.Fail(new Failure(path, error));
        }

        string report = Introduction(posix) + Lines.First(content, LinesShown) + Counts(content, status);
        if (!posix.WriteAll(StandardOutput, Encoding.UTF8.GetBytes(report)).TryGet(out _, out error))
        {
            return Result.Fail(new Failure("standard output", error));
        }

        return content;
    }

    private static string Introduction(IPosix posix)
    {
        posix.Uname(out Utsname system).ValueOrThrow();
        posix.ClockGetTime(ClockId.Realtime, out Timespec now).ValueOrThrow();
        return $"== {system.System} {system.Release} on {system.Machine}, process {posix.GetPid()}, {now.ToDateTime():yyyy-MM-dd HH:mm:ss} UTC\n";
    }

    private static string Counts(byte[] content, in Statx status) =>
        $"\n{Lines.Count(content)} lines, {content.Length} bytes read, {status.Size} bytes by statx\n\n";
}
