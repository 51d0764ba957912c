using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Binder.Tests.Emit.Saved;

internal enum Level : byte
{
    Low,
    High = 200,
}

internal enum TextError
{
    Missing = 1,
    Rude = 4000,
}

internal readonly record struct Inner(ushort Small, Level Level, bool Flag);

internal readonly record struct Outer(Inner Inner, double Ratio);

/// <summary>A contract with every way that something travels in registers.</summary>
[SyscallInterface]
internal interface IBroad
{
    [Syscall(1000)]
    void Scalars(sbyte a, ushort b, char c, bool d, float e, nint f);

    [Syscall(1001), Blocking]
    Result<Unit, Errno> Record(Outer value, Level level);

    [Syscall(1002)]
    Result<nint, Errno> Spans(ReadOnlySpan<int> from, [Out] Span<byte> to, Span<Inner> both);

    [Syscall(1003)]
    Result<int, TextError> Texts(string text, string? perhaps, [NulTerminated] ReadOnlySpan<byte> path);

    [Syscall(1004)]
    uint References(in Outer read, ref int both, out Inner written);

    [Syscall(1005)]
    Result<long, Errno> Lengths([LengthOf(nameof(data))] nuint bytes, ReadOnlySpan<ulong> data, [FixedLength(4)] Span<int> four);

    [Syscall(1006)]
    SafeFileHandle Handle(SafeHandle handle, UserPointer<Inner> pointer);

    [Syscall(1007)]
    Result<Outer, Errno> Area(int which);

    [Syscall(1008)]
    bool Truth();

    [Syscall(1009)]
    unsafe Result<int, SyscallError<Errno>> Everything(byte* pointer, UserSlice<long> slice);

    [Syscall("getpid"), Short]
    int GetPid();

    int Twice() => 2 * GetPid();
}

/// <summary>Its handler, which takes each thing in the form that kernels get.</summary>
[Handles(typeof(IBroad))]
internal sealed class BroadHandler
{
    public static void Scalars(sbyte a, ushort b, char c, bool d, float e, nint f) => GC.KeepAlive((a, b, c, d, e, f));

    public static Result<Unit, Errno> Record(in SyscallContext context, Outer value, Level level) =>
        value.Inner.Level == level ? Result.Ok() : Result.Fail(Errno.EDOM);

    public static Result<nint, Errno> Spans(in SyscallContext context, ReadOnlySpan<int> from, Span<byte> to, Span<Inner> both)
    {
        to.Fill((byte)from.Length);
        both.Reverse();
        return to.Length;
    }

    public static Result<int, TextError> Texts(string text, string? perhaps, ReadOnlySpan<byte> path) =>
        perhaps is null ? Result.Fail(TextError.Rude) : text.Length + perhaps.Length + path.Length;

    public static uint References(in Outer read, ref int both, out Inner written)
    {
        (both, written) = (-both, read.Inner);
        return 7;
    }

    public static Result<long, Errno> Lengths(nuint bytes, ReadOnlySpan<ulong> data, Span<int> four)
    {
        four.Fill(data.Length);
        return (long)bytes;
    }

    public static nint Handle(nint handle, UserPointer<Inner> pointer) => handle + (pointer.Address == 0 ? 1 : 2);

    public static async ValueTask<Result<Outer, Errno>> AreaAsync(SyscallContext context, int which)
    {
        await Task.Yield();
        return new Outer(new((ushort)which, Level.High, true), 0.5);
    }

    public static bool Truth() => true;

    public static unsafe Result<int, SyscallError<Errno>> Everything(byte* pointer, UserSlice<long> slice) =>
        pointer == null ? Result.Fail(SyscallError.Failed(Errno.EFAULT)) : (int)slice.Length;

    public static int GetPid() => 21;
}
