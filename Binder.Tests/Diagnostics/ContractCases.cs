using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

internal interface IUnmarked
{
    int Read(int fd);
}

[SyscallInterface]
internal interface INoSyscall
{
    int Close(int fd);
}

[SyscallInterface]
internal interface IDisposableFile : IDisposable
{
    [Syscall("read")] int Read(int fd);
}

internal interface IWithBody
{
    int Sync() => 0;
}

[SyscallInterface]
internal interface IAbstractAgain : IWithBody
{
    abstract int IWithBody.Sync();
}

[SyscallInterface]
internal interface IGenericMethod
{
    [Syscall("write")] int Write<T>(int fd, T value);
}

[SyscallInterface]
internal interface IProcess
{
    int Id { get; }

    uint Mask { get; set; }

    int Limit { set; }

    long this[int index] { get; }

    int Parent { [Syscall(110)] get => 1; }
}

[SyscallInterface]
internal interface ISignals
{
    event Action Raised;

    event Action Lowered
    {
        [Syscall(1)]
        add { }
        remove { }
    }
}

[SyscallInterface]
internal interface IShortBlocking
{
    [Syscall("read"), Short, Blocking] int Read(int fd);
}

[SyscallInterface]
internal interface IFile<T>
{
    [Syscall("read")] int Read(T position);
}

[SyscallInterface]
internal interface IStaticAbstract
{
    [Syscall("read")] static abstract int Read(int fd);

    static abstract IStaticAbstract operator +(IStaticAbstract left, IStaticAbstract right);
}

[SyscallInterface]
internal interface IHidden : IWithBody
{
    [Syscall(1)] private int Private() => 1;

    [Syscall(2)] sealed int Sealed() => 2;

    [Syscall(3)] static int Static() => 3;

    [Syscall(4)] static virtual int StaticVirtual() => 4;

    [Syscall(5)] int IWithBody.Sync() => 5;
}

[SyscallInterface]
internal interface IPrint
{
    [Syscall("write")] int Print(int fd, __arglist);
}

internal interface IFirstBody : IWithBody
{
    int IWithBody.Sync() => 1;
}

internal interface ISecondBody : IWithBody
{
    int IWithBody.Sync() => 2;
}

[SyscallInterface]
internal interface ITwoBodies : IFirstBody, ISecondBody
{
    [Syscall("read")] int Read(int fd);
}

[SyscallInterface]
internal interface IShortDefault
{
    [Syscall("read")] int Read(int fd);

    [Short] int ReadTwice(int fd) => Read(fd) + Read(fd);
}

/// <summary>SB1001 to SB1014 but for the numbers: what a contract may not be.</summary>
internal static class ContractCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Of<IUnmarked>(
            Error("SB1001", "IUnmarked",
                "the interface is not marked [SyscallInterface].",
                "Write [SyscallInterface] above it, or above an interface of yours that inherits from it, and use that.")),
        Of<object>(
            Error("SB1001", "object",
                "the type is no interface.",
                "Declare the calls in an interface marked [SyscallInterface], and use that.")),
        Of<Action>(
            Error("SB1001", "Action",
                "the type is no interface.",
                "Declare the calls in an interface marked [SyscallInterface], and use that.")),
        new("A type that is being built", ByTypeBuilder,
            Error("SB1001", "IUnfinished",
                "the type is not loaded into this program: it is still being built, or is known from its metadata only.",
                "Load its assembly, and use the type that is found there.")),
        Of<INoSyscall>(
            Error("SB1002", "INoSyscall.Close",
                "the method has neither a [Syscall] attribute nor a body.",
                "Write [Syscall(number)] or [Syscall(\"close\")] above it, or give it a body.")),
        Of<IDisposableFile>(
            Error("SB1002", "IDisposable.Dispose",
                "the method has neither a [Syscall] attribute nor a body.",
                "Give it a body in IDisposableFile: void IDisposable.Dispose() { … }; or do not inherit from IDisposable.")),
        Of<IAbstractAgain>(
            Error("SB1002", "IAbstractAgain.IWithBody.Sync",
                "the method is declared abstract again, and has neither a [Syscall] attribute nor a body.",
                "Give it a body, or take it out and write [Syscall(number)] above IWithBody.Sync.")),
        Of<IGenericMethod>(
            Error("SB1003", "IGenericMethod.Write",
                "a generic method has no one way to lay its values into registers.",
                "Declare a method for each type; several may share one [Syscall(\"name\")].")),
        Of<IProcess>(
            Error("SB1004", "IProcess.Id",
                "a property cannot be a call.",
                "Write [Syscall(…)] int GetId() instead, or give it a body without [Syscall]."),
            Error("SB1004", "IProcess.Mask",
                "a property cannot be a call.",
                "Write [Syscall(…)] uint GetMask() and [Syscall(…)] void SetMask(uint value) instead, or give it a body without "
                    + "[Syscall]."),
            Error("SB1004", "IProcess.Limit",
                "a property cannot be a call.",
                "Write [Syscall(…)] void SetLimit(int value) instead, or give it a body without [Syscall]."),
            Error("SB1004", "IProcess.this[int]",
                "a property cannot be a call.",
                "Write [Syscall(…)] long Get(int index) instead, or give it a body without [Syscall]."),
            Error("SB1004", "IProcess.Parent",
                "a property cannot be a call.",
                "Write [Syscall(…)] int GetParent() instead, or give it a body without [Syscall].")),
        Of<ISignals>(
            Error("SB1005", "ISignals.Raised",
                "an event cannot be a call.",
                "Take it out of the contract, or give its accessors bodies without [Syscall]."),
            Error("SB1005", "ISignals.Lowered",
                "an event cannot be a call.",
                "Take it out of the contract, or give its accessors bodies without [Syscall].")),
        Of<IShortBlocking>(
            Error("SB1008", "IShortBlocking.Read",
                "[Short] and [Blocking] contradict each other: a call that never blocks cannot be one that may block.",
                "Take away [Short] or [Blocking].")),
        new("An open generic contract by name", () => Provoked.By(typeof(IFile<>)),
            Error("SB1009", "IFile<T>",
                "the interface has type parameters that nothing stands for.",
                "Move [SyscallInterface] to an interface without type parameters that inherits from it; or name a closed type: "
                    + "SyscallBinder.Bind<IContract<int>>.")),
        new("An open generic contract by scan", ByScan,
            Warning("SB1009", "IFile<T>",
                "the interface has type parameters that nothing stands for, and was left out.",
                "Move [SyscallInterface] to an interface without type parameters that inherits from it; or name a closed type: "
                    + "SyscallBinder.Bind<IContract<int>>.")),
        new(nameof(IStaticAbstract), () => Provoked.By(typeof(IStaticAbstract)),
            Error("SB1010", "IStaticAbstract.Read",
                "a static abstract member cannot be a call, since a proxy is an object.",
                "Take away `static abstract`, or the member."),
            Error("SB1010", "IStaticAbstract.op_Addition",
                "a static abstract member cannot be a call, since a proxy is an object.",
                "Take away `static abstract`, or the member.")),
        Of<IHidden>(
            Error("SB1011", "IHidden.Private",
                "[Syscall] stands on a method that a proxy cannot implement, since it is private.",
                "Take away the modifier, or the [Syscall]."),
            Error("SB1011", "IHidden.Sealed",
                "[Syscall] stands on a method that a proxy cannot implement, since it is sealed.",
                "Take away the modifier, or the [Syscall]."),
            Error("SB1011", "IHidden.Static",
                "[Syscall] stands on a method that a proxy cannot implement, since it is static.",
                "Take away the modifier, or the [Syscall]."),
            Error("SB1011", "IHidden.StaticVirtual",
                "[Syscall] stands on a method that a proxy cannot implement, since it is static.",
                "Take away the modifier, or the [Syscall]."),
            Error("SB1011", "IHidden.IWithBody.Sync",
                "[Syscall] stands on a method that a proxy cannot implement, since it is the explicit implementation of another "
                    + "one.",
                "Write [Syscall] above the method of the base interface.")),
        Of<IPrint>(
            Error("SB1012", "IPrint.Print",
                "a method with __arglist takes values whose types no contract says.",
                "Declare a method for each list of parameters; several may share one [Syscall(\"name\")].")),
        Of<ITwoBodies>(
            Error("SB1013", "IWithBody.Sync",
                "ITwoBodies inherits two bodies for it, IFirstBody.IWithBody.Sync and ISecondBody.IWithBody.Sync, and neither "
                    + "comes before the other.",
                "Give it a body in ITwoBodies: int IWithBody.Sync() { … }.")),
        Of<IShortDefault>(
            Warning("SB1014", "IShortDefault.ReadTwice",
                "[Short] means nothing on a method that is no call: it has a body and no [Syscall].",
                "Write [Syscall(…)] above it, or take away [Short].")),
    ];

    private static IReadOnlyList<SyscallDiagnostic> ByTypeBuilder()
    {
        AssemblyBuilder assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Unfinished"), AssemblyBuilderAccess.RunAndCollect);
        return Provoked.By(assembly.DefineDynamicModule("Main").DefineType("IUnfinished", TypeAttributes.Interface | TypeAttributes.Abstract));
    }

    [SuppressMessage("Trimming", "IL2026", Justification = "Tests are not trimmed.")]
    private static IReadOnlyList<SyscallDiagnostic> ByScan() =>
        [.. SyscallTable.Scan(typeof(IFile<>).Assembly).Diagnostics.Where(diagnostic => diagnostic.Member == "IFile<T>")];
}
