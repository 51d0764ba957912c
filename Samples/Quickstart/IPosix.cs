using System.Runtime.InteropServices;
using Binder;

namespace Quickstart;

/// <summary>A small piece of POSIX. Code that holds one cannot tell which kernel is under it.</summary>
[SyscallInterface]
internal interface IPosix
{
    /// <summary>AT_FDCWD: paths start at the current directory.</summary>
    const int CurrentDirectory = -100;

    [Syscall("openat")]
    Result<int, Errno> OpenAt(int directory, string path, OpenFlags flags, uint mode);

    [Syscall("read")]
    Result<nint, Errno> Read(int fd, [Out] Span<byte> buffer);

    [Syscall("write")]
    Result<nint, Errno> Write(int fd, ReadOnlySpan<byte> data);

    [Syscall("close")]
    Result<Unit, Errno> Close(int fd);

    [Syscall("statx")]
    Result<Unit, Errno> Statx(int directory, string path, int flags, StatxMask mask, out Statx status);

    [Syscall("uname")]
    Result<Unit, Errno> Uname(out Utsname system);

    [Syscall("clock_gettime"), Short]
    Result<Unit, Errno> ClockGetTime(ClockId clock, out Timespec time);

    [Syscall("getpid"), Short]
    int GetPid();

    // Methods with a body are no calls: proxies and kernels inherit them.
    Result<int, Errno> Open(string path) => OpenAt(CurrentDirectory, path, OpenFlags.ReadOnly | OpenFlags.CloseOnExec, 0);
}
