using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>Where Binder has native code: trap thunks, executable memory, copies of foreign memory.</summary>
internal static class NativePlatform
{
    /// <summary>True on Linux on x86-64 and arm64.</summary>
    public static bool IsSupported { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Throws where <paramref name="what"/> cannot work because its native code is missing.</summary>
    /// <param name="what">The native part, as the start of a sentence: "The hosted trap".</param>
    /// <exception cref="PlatformNotSupportedException">This machine is not <see cref="IsSupported"/>.</exception>
    public static void Require(string what)
    {
        if (!IsSupported)
        {
            throw Missing(what, RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture);
        }
    }

    /// <summary>The exception of <see cref="Require"/>, for a system and a processor.</summary>
    public static PlatformNotSupportedException Missing(string what, string system, Architecture processor) => new(
        $"{what} is native code that Binder has for Linux on x86-64 and arm64 only; this process runs on {system}, {processor}. "
        + "The managed ways work here: use LoopbackAbi, or an ABI written in C# (derive from SyscallAbi).");
}
