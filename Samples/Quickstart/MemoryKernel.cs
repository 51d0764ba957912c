using Binder;

namespace Quickstart;

/// <summary>
/// A kernel for one thread: files in memory under their paths, a table of the open ones, and this process's standard output as
/// its console. It is an ordinary class: what its spans and strings hold was copied from the caller's memory, and is copied back.
/// </summary>
internal sealed class MemoryKernel(IReadOnlyDictionary<string, byte[]> files) : IPosix
{
    private const int StandardOutput = 1;
    private const int FirstFile = 3;
    private readonly Dictionary<int, MemoryFile> _open = [];
    private readonly Stream _console = Console.OpenStandardOutput();

    public Result<int, Errno> OpenAt(int directory, string path, OpenFlags flags, uint mode)
    {
        if ((flags & ~OpenFlags.CloseOnExec) != OpenFlags.ReadOnly)
        {
            return Result.Fail(Errno.EROFS);
        }

        if (!files.TryGetValue(path, out byte[]? content))
        {
            return Result.Fail(Errno.ENOENT);
        }

        int fd = FirstFile;
        while (!_open.TryAdd(fd, new MemoryFile(content)))
        {
            fd++;
        }

        return fd;
    }

    public Result<nint, Errno> Read(int fd, Span<byte> buffer) =>
        _open.TryGetValue(fd, out MemoryFile? file) ? file.Read(buffer) : Result.Fail(Errno.EBADF);

    public Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data)
    {
        if (fd != StandardOutput)
        {
            return Result.Fail(Errno.EBADF);
        }

        _console.Write(data);
        return data.Length;
    }

    public Result<Unit, Errno> Close(int fd) => _open.Remove(fd) ? Result.Ok() : Result.Fail(Errno.EBADF);

    public Result<Unit, Errno> Statx(int directory, string path, int flags, StatxMask mask, out Statx status)
    {
        status = default;
        if (!files.TryGetValue(path, out byte[]? content))
        {
            return Result.Fail(Errno.ENOENT);
        }

        status = new() { Mask = StatxMask.Size, Size = (ulong)content.Length };
        return Result.Ok();
    }

    public Result<Unit, Errno> Uname(out Utsname system)
    {
        system = new(
            System: UtsnameText.Of("Binder"),
            Node: UtsnameText.Of("memory"),
            Release: UtsnameText.Of(".NET " + Environment.Version),
            Version: UtsnameText.Of("Quickstart"),
            Machine: UtsnameText.Of("C#"),
            Domain: UtsnameText.Of("(none)"));
        return Result.Ok();
    }

    public Result<Unit, Errno> ClockGetTime(ClockId clock, out Timespec time)
    {
        time = clock == ClockId.Realtime ? Timespec.Of(DateTime.UtcNow) : default;
        return clock == ClockId.Realtime ? Result.Ok() : Result.Fail(Errno.EINVAL);
    }

    public int GetPid() => 1;
}
