namespace Binder.Bench.Contracts;

/// <summary>A call with a string, which a proxy writes as UTF-8 without allocating.</summary>
[SyscallInterface]
public interface IPaths
{
    [Syscall("openat")]
    Result<int, Errno> OpenAt(int directory, string path, int flags, uint mode);
}
