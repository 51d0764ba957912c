using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Diagnostics;

#pragma warning disable CS0649 // Nobody makes values of these types: what is looked at is how they are declared.

internal struct Pair
{
    public long Quotient;
    public long Remainder;
}

internal struct SevenInts
{
    public int A, B, C, D, E, F, G;
}

internal struct MaybeInt
{
    public bool IsThere;
    public int Value;
}

internal enum FileError
{
    Missing = 2,
    Forbidden = 13,
}

internal enum Nr
{
    GetPid = 39,
}

internal interface ICalls
{
    [Syscall(17)] int Read(int fd);
}

[SyscallInterface]
internal interface IMarked : ICalls;

internal interface IPositioned<T>
{
    [Syscall("read")] int Read(T position);
}

[SyscallInterface]
internal interface ILongFile : IPositioned<long>;

/// <summary>What docs/diagnostics.md says to write instead.</summary>
[SyscallInterface]
internal interface ICuredContract : IDisposable, IFirstBody, ISecondBody
{
    [Syscall(3)] int Close(int fd);

    void IDisposable.Dispose() => Close(0);

    [Syscall("write")] int WriteByte(int fd, in byte value);

    [Syscall("write")] int WriteLong(int fd, in long value);

    [Syscall(39)] int GetId();

    int Id => GetId();

    [Syscall(0xFFFF_FFFF_FFFF_FFFF)] int Last(int fd);

    [Syscall("read"), Blocking] int Read(int fd);

    [Syscall(2)] int NotSealed();

    int IWithBody.Sync() => 3;

    [Syscall("ioctl")] int GetFlags(int fd);

    [Syscall("ioctl")] int SetFlags(int fd, in int flags);
}

[SyscallInterface]
internal interface ICuredNumbers
{
    [Syscall(Nr.GetPid)] int Member();
}

/// <inheritdoc cref="ICuredContract"/>
[SyscallInterface]
internal interface ICuredTypes
{
    [Syscall(1)] int Spans(ReadOnlySpan<int> one, [Out] Span<byte> two);

    [Syscall(2)] int Callback(nint function);

    [Syscall(3)] int Scalars(Pair pair, SafeFileHandle handle, string path);

    [Syscall(4)]
    [return: LengthOf(nameof(buffer))] int Text([Out] Span<byte> buffer);

    [Syscall(5)] int Many(in SevenInts all);

    [Syscall(6)] int Wide(in Int128 wide);

    [Syscall(7)] int Optional(MaybeInt maybe);

    [Syscall(8)] int Fixed(in FourInts four);

    [Syscall(9)] Result<int, Errno> Find(int key);

    [Syscall(10)] Result<int, FileError> Open(string path);

    [Syscall(11)] void Divide(long a, long b, long c, long d, long e, out Pair answer);

    [Syscall(12)] int Counted(Span<byte> buffer, [LengthOf(nameof(buffer))] int length);

    [Syscall(13)] int Placed([NulTerminated] ReadOnlySpan<byte> path, out int number, [Out] Span<byte> data, Span<byte> both);

    [Syscall(14)] int Optional(in MaybeInt maybe, Span<MaybeInt> more);

    [Syscall(15)] int Fixed([FixedLength(8)] ReadOnlySpan<byte> data);

    [Syscall(16)] int Open(ReadOnlySpan<char> path);
}

/// <summary>What registers, a scalar each, do not carry.</summary>
[SyscallInterface]
internal interface IPackedInstead
{
    [Syscall(1)] int Scalars(int a, int b, int c, int d, int e, int f, int g);

    [Syscall(2)] int Wide(Int128 wide, HoldsWide holder);

    [Syscall(3)] int Optional(int? maybe, Option<byte> option, Result<int, Errno> result, HoldsOption holder);

    [Syscall(4)] int Fixed(FourInts four, HoldsBuffer buffer);

    [Syscall(5)] (long, long) Divide(long a, long b, long c, long d, long e, long f);

    [Syscall(7)] int? Find(int key);

    [Syscall(8)] Result<Direction, Errno> Where();

    [Syscall(6)] int Go(Direction direction, Place place, UnionCases.HasOwn own);
}

internal static class CuredShapes
{
    public static AbiShape Choosing(AbiShape shape) => shape with { Encoding = AbiEncoding.Auto };

    public static AbiShape Packing(AbiShape shape) => shape with { Encoding = AbiEncoding.Packed };

    public static AbiShape WithEnough(AbiShape shape) => shape with { ArgumentRegisters = [0, 1, 2], Encoding = AbiEncoding.Packed };
}

[SyscallUnion(TagSize = 1)]
internal abstract record Direction
{
    [Variant(0)]
    internal sealed record Home : Direction;

    [Variant(1)]
    internal sealed record To(int X, int Y) : Direction;
}

internal enum PlaceKind : byte
{
    Nowhere,
    Inside,
    Outside,
}

[SyscallUnion]
internal readonly record struct Place(
    [UnionTag] PlaceKind Kind,
    [Variant(PlaceKind.Inside), Variant(PlaceKind.Outside)] int Number,
    [Variant(PlaceKind.Outside)] long Distance);

[SyscallUnion(TagSize = 2)]
internal enum Color
{
    Red = 1,
    Blue = 500,
}

[SyscallInterface]
internal interface ICuredUnions
{
    [Syscall(1)] int Go(Direction direction);

    [Syscall(2)] int Find(Place place);

    [Syscall(3)] int Paint(Color color);

    [Syscall(4)] int Write(ReadOnlySpan<byte> megabytes);
}

[SyscallInterface]
internal interface ICuredMessages
{
    Result<long, Errno> Do(in Seek call);

    long Do(in Tell call);
}

[Syscall(8)]
internal readonly record struct Tell(int File) : ISyscall<long, Errno>;

internal sealed class Closing : ICloser
{
    public void CloseAll(int fd) => GC.KeepAlive(fd);
}

[Handles(typeof(IReader))]
internal sealed class Reading
{
    public int Read(in SyscallContext context, int fd, Span<byte> buffer) => buffer.Length;

    public void Close(in int fd) => GC.KeepAlive(fd);
}

[Handles(typeof(IMaps))]
internal sealed class Mapping
{
    public int Map(in SyscallContext context, UserPointer<int> where, nint file) => context.Memory.TryWrite(where, 1) ? 0 : -1;

    public nint Open() => 3;
}
