using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Proxies;

/// <summary>Every parameter whose address crosses.</summary>
[SyscallInterface]
internal interface ILowMemory
{
    [Syscall(1)] int Read(ReadOnlySpan<int> data);

    [Syscall(2)] Result<int, Errno> Change(Span<short> data);

    [Syscall(3)] Result<int, Errno> Fill([Out] Span<byte> data);

    [Syscall(4)] int Text(string? text);

    [Syscall(5)] int Path([NulTerminated] ReadOnlySpan<byte> path);

    [Syscall(6)] Result<int, Errno> References(in LowPair one, ref LowPair two, out LowPair three);

    [Syscall(7)] unsafe int Pointer(ref byte* pointer);

    [Syscall(8)] LowPair Area(int value);

    [Syscall(9)] Result<LowPair, Errno> TryArea(int value);

    [Syscall(10)] Result<int, SyscallError<Errno>> Everything(ReadOnlySpan<byte> data);

    [Syscall(11)] int Lengths(Span<int> data, [LengthOf(nameof(data), InBytes = true)] int bytes, [FixedLength(2)] ReadOnlySpan<byte> two);

    [Syscall(13)] int Scalars(int first, short second);

    [Syscall(14)] int Both(string first, [NulTerminated] ReadOnlySpan<byte> second);
}

[SyscallInterface]
internal interface ILowHandle
{
    [Syscall(4)] int Text(string? text);

    [Syscall(12)] Result<int, Errno> Handle(SafeFileHandle handle, string name, Span<byte> data);
}

internal record struct LowPair(int First, short Second, byte Third);
