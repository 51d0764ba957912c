using System.Runtime.InteropServices;

namespace Binder.Bench.Contracts;

/// <summary>Calls whose arguments are addresses.</summary>
[SyscallInterface]
public interface IBuffers
{
    [Syscall("write")]
    Result<nint, Errno> Write(int file, ReadOnlySpan<byte> data);

    [Syscall("read")]
    Result<nint, Errno> Read(int file, [Out] Span<byte> buffer);

    [Syscall("clock_gettime")]
    Result<Unit, Errno> ReadClock(int clock, out ClockTime time);
}
