using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>The few functions that are needed before there is executable memory to make syscalls from.</summary>
internal static unsafe partial class LibC
{
    public const int ProtectNone = 0;
    public const int ProtectReadWrite = 1 | 2;
    public const int ProtectReadExecute = 1 | 4;

    /// <summary>MAP_PRIVATE | MAP_ANONYMOUS, as Linux numbers them on x86-64 and arm64.</summary>
    public const int PrivateAnonymous = 0x02 | 0x20;

    /// <summary>mmap(2); answers -1 where it fails.</summary>
    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    /// <summary>mprotect(2); answers -1 where it fails.</summary>
    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Protect(nint address, nuint length, int protection);

    /// <summary>munmap(2); answers -1 where it fails.</summary>
    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Unmap(nint address, nuint length);

    /// <summary>madvise(2); answers -1 where it fails.</summary>
    [LibraryImport("libc", EntryPoint = "madvise", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Advise(nint address, nuint length, int advice);

    /// <summary>sigaction(2): changes where <paramref name="wanted"/> is not null, answers what was where <paramref name="before"/> is not; -1 where it fails.</summary>
    [LibraryImport("libc", EntryPoint = "sigaction", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ChangeSignalAction(int signal, SignalAction* wanted, SignalAction* before);

    /// <summary>pthread_key_create(3): <paramref name="destructor"/> gets a thread's value when that thread ends. Answers 0, or an errno.</summary>
    [LibraryImport("libc", EntryPoint = "pthread_key_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int CreateThreadKey(out uint key, nint destructor);

    /// <summary>pthread_setspecific(3): the calling thread's value. Answers 0, or an errno.</summary>
    [LibraryImport("libc", EntryPoint = "pthread_setspecific")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetThreadValue(uint key, void* value);

    /// <summary>process_vm_readv(2): from remote to local. Answers the bytes moved, or -1.</summary>
    [LibraryImport("libc", EntryPoint = "process_vm_readv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ReadProcess(int process, MemoryRange* local, nuint locals, MemoryRange* remote, nuint remotes, nuint flags);

    /// <summary>process_vm_writev(2): from local to remote. Answers the bytes moved, or -1.</summary>
    [LibraryImport("libc", EntryPoint = "process_vm_writev", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint WriteProcess(int process, MemoryRange* local, nuint locals, MemoryRange* remote, nuint remotes, nuint flags);
}

/// <summary>C's <c>struct iovec</c>.</summary>
internal struct MemoryRange
{
    public nuint Start;
    public nuint Length;
}
