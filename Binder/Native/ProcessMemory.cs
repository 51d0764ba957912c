using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>
/// Copies between this process's own memory and spans, where the address is not to be trusted: a bad one is an answer, not a crash.
/// By the <see cref="FaultSafeCopy"/>; where that cannot be had, by process_vm_readv(2) and process_vm_writev(2), about 1 µs a call.
/// </summary>
internal static unsafe class ProcessMemory
{
    private const int NotPermitted = 1, BadAddress = 14, NoSuchCall = 38;

    /// <summary>Copies from <paramref name="address"/>. Answers whether all bytes moved; otherwise some may have.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// Neither way works: signal handlers cannot be installed, and the kernel or a container's filter lacks the calls.
    /// </exception>
    public static bool Read(nuint address, Span<byte> destination)
    {
        fixed (byte* local = destination)
        {
            nuint bytes = (nuint)destination.Length;
            return bytes == 0 || (!Wraps(address, bytes) && (FaultSafeCopy.IsAvailable
                ? FaultSafeCopy.TryCopy(local, (void*)address, bytes) == 0
                : ByKernel(false, address, local, bytes)));
        }
    }

    /// <summary>Copies from <paramref name="address"/> as far as it can be read; only where the <see cref="FaultSafeCopy"/> is available.</summary>
    /// <returns>How many bytes moved. None lies beyond the end of the address space: nobody may read the last ones.</returns>
    public static int ReadPart(nuint address, byte* destination, int bytes)
    {
        return bytes - (int)FaultSafeCopy.TryCopy(destination, (void*)address, (nuint)bytes);
    }

    /// <summary>Copies to <paramref name="address"/>. Answers whether all bytes moved; otherwise some may have.</summary>
    /// <exception cref="PlatformNotSupportedException">
    /// Neither way works: signal handlers cannot be installed, and the kernel or a container's filter lacks the calls.
    /// </exception>
    public static bool Write(nuint address, ReadOnlySpan<byte> source)
    {
        fixed (byte* local = source)
        {
            nuint bytes = (nuint)source.Length;
            return bytes == 0 || (!Wraps(address, bytes) && (FaultSafeCopy.IsAvailable
                ? FaultSafeCopy.TryCopy((void*)address, local, bytes) == 0
                : ByKernel(true, address, local, bytes)));
        }
    }

    /// <summary>The slow way, right for every range that does not wrap around.</summary>
    /// <param name="write">Whether the bytes go to the address.</param>
    /// <param name="address">The side that is not to be trusted.</param>
    /// <param name="local">The side that is.</param>
    /// <param name="bytes">How many; at least one.</param>
    public static bool ByKernel(bool write, nuint address, byte* local, nuint bytes)
    {
        MemoryRange here = new() { Start = (nuint)local }, there = new() { Start = address };

        // One call moves less than asked where it meets a bad page, and never more than 2 GiB less a page.
        while (true)
        {
            here.Length = there.Length = bytes;
            nint moved = Move(write, &here, &there);
            if (moved <= 0)
            {
                int errno = moved == 0 ? BadAddress : Marshal.GetLastPInvokeError();
                return errno == BadAddress ? false : throw Refused(write, errno);
            }

            bytes -= (nuint)moved;
            if (bytes == 0)
            {
                return true;
            }

            here.Start += (nuint)moved;
            there.Start += (nuint)moved;
        }
    }

    /// <summary>What a user reads where the kernel answers something else than a bad address.</summary>
    public static Exception Refused(bool write, int errno)
    {
        string name = write ? "process_vm_writev" : "process_vm_readv";
        return errno is NotPermitted or NoSuchCall
            ? new PlatformNotSupportedException(
                $"{name} is refused with {(errno == NoSuchCall ? "ENOSYS" : "EPERM")}: "
                + "this kernel lacks it, or a container's seccomp filter forbids it. It is the slow way to copy this process's memory, used where "
                + "handlers for SIGSEGV and SIGBUS cannot be installed. Allow process_vm_readv and process_vm_writev, leave the runtime's signal "
                + "handlers and executable memory alone, or give callers a memory of their own by UserMemory.Over.")
            : new InvalidOperationException(
                $"{name} failed on this process's own memory: errno {errno} ({Marshal.GetPInvokeErrorMessage(errno)}).");
    }

    private static bool Wraps(nuint address, nuint bytes) => address > nuint.MaxValue - bytes;

    private static nint Move(bool write, MemoryRange* here, MemoryRange* there)
    {
        try
        {
            return write
                ? LibC.WriteProcess(Environment.ProcessId, here, 1, there, 1, 0)
                : LibC.ReadProcess(Environment.ProcessId, here, 1, there, 1, 0);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            throw NativePlatform.Missing("Copying this process's memory", RuntimeInformation.OSDescription, RuntimeInformation.ProcessArchitecture);
        }
    }
}
