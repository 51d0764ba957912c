using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

[SyscallInterface]
internal interface IReader
{
    [Syscall(1)] int Read(int fd, [Out] Span<byte> buffer);

    [Syscall(2)] void Close(in int fd);
}

[SyscallInterface]
internal interface ICloser
{
    [Syscall(2)] void CloseAll(int fd);
}

[SyscallInterface]
internal interface IViews
{
    [Syscall(72)] int Control(int fd, int command);

    [Syscall("write")] int Write(int fd);

    [Syscall("write")] int WriteByte(int fd, byte value);
}

[SyscallInterface]
internal interface IMaps
{
    [Syscall(9)] int Map(UserPointer<int> where, SafeFileHandle file);

    [Syscall(2)] SafeFileHandle Open();
}

internal sealed class Nothing;

[Handles(typeof(IReader))]
internal sealed class Misfits
{
    public static long Read(int fd, Span<byte> buffer) => fd + buffer.Length;

    public static Task<int> ReadAsync(int fd, Span<byte> buffer) => Task.FromResult(fd + buffer.Length);

    private static ValueTask CloseAsync(in int fd) => fd == 0 ? default : ValueTask.CompletedTask;

    public static void Close(ref int fd) => GC.KeepAlive(fd);

    public static void Close<T>(in T fd) => GC.KeepAlive(fd);
}

[Handles(typeof(IMaps))]
internal sealed class Unmapped;

[Handles(typeof(ICloser))]
internal sealed class TwoClosers
{
    public static void CloseAll(int fd) => GC.KeepAlive(fd);

    public static ValueTask CloseAllAsync(in SyscallContext context, int fd) => fd == 0 ? default : ValueTask.CompletedTask;
}

internal sealed class Reader : IReader
{
    public int Read(int fd, Span<byte> buffer) => 0;

    public void Close(in int fd) => GC.KeepAlive(fd);
}

internal sealed class Closer : ICloser
{
    public void CloseAll(int fd) => GC.KeepAlive(fd);
}

internal sealed class Views : IViews
{
    public int Control(int fd, int command) => 0;

    public int Write(int fd) => 0;

    public int WriteByte(int fd, byte value) => 0;
}

internal sealed class Maps : IMaps
{
    public int Map(UserPointer<int> where, SafeFileHandle file) => 0;

    public SafeFileHandle Open() => new();
}

internal readonly record struct Vector(UserPointer<byte> Start, nuint Length);

[System.Runtime.CompilerServices.InlineArray(2)]
internal struct TwoVectors
{
    private Vector _first;
}

[SyscallUnion(TagSize = 1)]
internal abstract record Target
{
    [Variant(0)]
    internal sealed record Discarded : Target;

    [Variant(1)]
    internal sealed record Written(ReadOnlyUserSlice<int> Slice) : Target;
}

internal readonly unsafe struct Raw(int count, void* start)
{
    public readonly int Count = count;
    public readonly void* Start = start;
}

[Syscall(20)]
internal readonly record struct Gather(int File, Vector Vector) : ISyscall<long, Errno>;

[SyscallInterface]
internal interface IGather
{
    [Syscall(21)] int Option(Option<UserPointer<int>> where, int other);

    [Syscall(22)] int Arrays(Pair<int, TwoVectors> pair, Target target);

    [Syscall(23)] int Memory(ReadOnlySpan<Vector> vectors, in Vector one, [Out] Span<byte> bytes);

    [Syscall(24)] int Raw(Raw raw, ref Raw other);

    Result<long, Errno> Do(in Gather call);
}

internal record struct Pair<TFirst, TSecond>(TFirst First, TSecond Second);

internal sealed class Gathers : IGather
{
    public int Option(Option<UserPointer<int>> where, int other) => 0;

    public int Arrays(Pair<int, TwoVectors> pair, Target target) => 0;

    public int Memory(ReadOnlySpan<Vector> vectors, in Vector one, Span<byte> bytes) => 0;

    public int Raw(Raw raw, ref Raw other) => 0;

    public Result<long, Errno> Do(in Gather call) => 0;
}

[Handles(typeof(IDisposable)), Handles(typeof(string)), Handles(null!)]
internal sealed class HandlesNoContract;

/// <summary>SB3001 to SB3008: handlers.</summary>
internal static class HandlerCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new("A handler of nothing", () => Provoked.ByHandlers(new Nothing(), "text", typeof(Nothing)),
            Error("SB3001", "Nothing",
                "the handler implements no interface marked [SyscallInterface] and carries no [Handles].",
                "Implement the contract, or write [Handles(typeof(IContract))] above the class and give it methods of the same "
                    + "names."),
            Error("SB3001", "string",
                "the handler implements no interface marked [SyscallInterface] and carries no [Handles].",
                "Implement the contract, or write [Handles(typeof(IContract))] above the class and give it methods of the same "
                    + "names."),
            Error("SB3001", "Type",
                "the handler is a type, and objects handle calls.",
                "Write new Handler() in place of typeof(Handler).")),
        new("Methods that do not fit", () => Provoked.ByHandlers(new Misfits()),
            Error("SB3002", "IReader.Read",
                "Misfits has no method for it; long Read(int fd, Span<byte> buffer) does not fit; Task<int> ReadAsync(int fd, "
                    + "Span<byte> buffer) does not fit.",
                "Write a public int Read(int fd, [Out] Span<byte> buffer); a SyscallContext may come first, and ValueTask<int> may "
                    + "be returned."),
            Error("SB3002", "IReader.Close",
                "Misfits has no method for it; ValueTask CloseAsync(in int fd) is not public; void Close(ref int fd) does not fit; "
                    + "void Close<T>(in T fd) does not fit.",
                "Write a public void Close(in int fd); a SyscallContext may come first, and ValueTask may be returned.")),
        new("No methods at all", () => Provoked.ByHandlers(new Unmapped()),
            Error("SB3002", "IMaps.Map",
                "Unmapped has no method for it.",
                "Write a public int Map(UserPointer<int> where, nint file); a SyscallContext may come first, and ValueTask<int> "
                    + "may be returned."),
            Error("SB3002", "IMaps.Open",
                "Unmapped has no method for it.",
                "Write a public nint Open(); a SyscallContext may come first, and ValueTask<nint> may be returned.")),
        new("Two methods that fit", () => Provoked.ByHandlers(new TwoClosers()),
            Error("SB3003", "ICloser.CloseAll",
                "two methods of TwoClosers match it: void CloseAll(int fd) and ValueTask CloseAllAsync(in SyscallContext context, "
                    + "int fd).",
                "Rename one of them, or make it private.")),
        new("Two handlers of a number", () => Provoked.ByHandlers(new Reader(), new Closer()),
            Error("SB3004", "ICloser.CloseAll",
                "the number 2 is handled by Reader for IReader.Close and by Closer for ICloser.CloseAll; a kernel takes one "
                    + "handler for a number.",
                "Give one of the calls another number, or put its handler into a kernel of its own.")),
        new("Two views of a call", () => Provoked.ByHandlers(new Views()),
            Error("SB3004", "IViews.WriteByte",
                "the number 1 is handled by Views for IViews.Write and by Views for IViews.WriteByte; a kernel takes one handler "
                    + "for a number.",
                "Give the kernel a contract of its own that declares the call once, as its most general view.")),
        new("An implementation without context", () => Provoked.ByHandlers(new Maps()),
            Error("SB3005", "IMaps.Map(where)",
                "Maps implements the contract, and a method of it cannot reach the caller's memory that a UserPointer<int> claims.",
                "Write [Handles(typeof(IMaps))] in place of implementing it, and take a SyscallContext first."),
            Error("SB3006", "IMaps.Map(file)",
                "Maps implements the contract, and the kernel side has no SafeFileHandle, only its number.",
                "Write [Handles(typeof(IMaps))] in place of implementing it, with nint where the contract has the handle."),
            Error("SB3006", "IMaps.Open(return)",
                "Maps implements the contract, and the kernel side has no SafeFileHandle, only its number.",
                "Write [Handles(typeof(IMaps))] in place of implementing it, with nint where the contract has the handle.")),
        new("An implementation without context whose parameters hold claims",
            () => Provoked.ByKernel(Provoked.Shape with { Encoding = AbiEncoding.Auto }, new Gathers()),
            [.. new (string Parameter, string Claim)[]
            {
                ("Option(where)", "UserPointer<int> in Option<UserPointer<int>>"),
                ("Arrays(pair)", "UserPointer<byte> in Pair<int, TwoVectors>"),
                ("Arrays(target)", "ReadOnlyUserSlice<int> in Target"),
                ("Memory(vectors)", "UserPointer<byte> in ReadOnlySpan<Vector>"),
                ("Memory(one)", "UserPointer<byte> in Vector"),
                ("Raw(raw)", "void* in Raw"),
                ("Raw(other)", "void* in Raw"),
                ("Do(call)", "UserPointer<byte> in Gather"),
            }
            .Select(each => Error("SB3005", $"IGather.{each.Parameter}",
                $"Gathers implements the contract, and a method of it cannot reach the caller's memory that a {each.Claim} claims.",
                "Write [Handles(typeof(IGather))] in place of implementing it, and take a SyscallContext first."))]),
        new("Two handlers of a type", () => Provoked.ByHandlers(new Closer(), new Closer()),
            Error("SB3007", "Closer",
                "the handlers 0 and 1 are both of this type, and a kernel takes one handler for a number.",
                "Leave one of them, or put the other into a kernel of its own.")),
        new("Handles no contract", () => Provoked.ByHandlers(new HandlesNoContract()),
            Error("SB3008", "HandlesNoContract",
                "[Handles(typeof(IDisposable))] names what is no contract: an interface marked [SyscallInterface].",
                "Write [SyscallInterface] above IDisposable, or name another interface."),
            Error("SB3008", "HandlesNoContract",
                "[Handles(typeof(string))] names what is no contract: an interface marked [SyscallInterface].",
                "Write [Handles(typeof(IContract))] with the contract's name."),
            Error("SB3008", "HandlesNoContract",
                "[Handles] names no type.",
                "Write [Handles(typeof(IContract))] with the contract's name.")),
    ];
}
