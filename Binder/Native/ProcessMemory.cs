using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>
/// Copies between this process's own memory and spans, where the address is not to be trusted: a bad one is an answer, not a crash.
/// By process_vm_readv(2) and process_vm_writev(2): right for every address, about 1 µs a call.
/// </summary>
internal static unsafe class ProcessMemory
{
    private const int NotPermitted = -1;
    private const int BadAddress = -14;
    private const int NoSuchCall = -38;

    private static nuint ReadNumber => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 270u : 310u;

    private static nuint WriteNumber => RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 271u : 311u;

    /// <summary>Copies from <paramref name="address"/>. Answers whether all bytes moved; otherwise some may have.</summary>
    /// <exception cref="PlatformNotSupportedException">The machine, its kernel or a container's filter lacks the calls.</exception>
    public static bool Read(nuint address, Span<byte> destination) => Move(ReadNumber, address, destination);

    /// <summary>Copies to <paramref name="address"/>. Answers whether all bytes moved; otherwise some may have.</summary>
    /// <exception cref="PlatformNotSupportedException">The machine, its kernel or a container's filter lacks the calls.</exception>
    public static bool Write(nuint address, ReadOnlySpan<byte> source) => Move(WriteNumber, address, source);

    private static bool Move(nuint number, nuint address, ReadOnlySpan<byte> span)
    {
        nuint left = (nuint)span.Length;
        if (left == 0)
        {
            return true;
        }

        if (address > nuint.MaxValue - left)
        {
            return false;
        }

        nint trap = LinuxTrap.Address;
        fixed (byte* start = span)
        {
            nuint* local = stackalloc nuint[2];
            nuint* remote = stackalloc nuint[2];
            (local[0], remote[0]) = ((nuint)start, address);

            // One call moves less than asked where it meets a bad page, and never more than 2 GiB less a page.
            while (true)
            {
                local[1] = remote[1] = left;
                nint moved = NativeCall.Full(trap, number, (nuint)Environment.ProcessId, (nuint)local, 1, (nuint)remote, 1, 0);
                if (moved <= 0)
                {
                    return moved is BadAddress or 0 ? false : throw Refused(number, moved);
                }

                left -= (nuint)moved;
                if (left == 0)
                {
                    return true;
                }

                local[0] += (nuint)moved;
                remote[0] += (nuint)moved;
            }
        }
    }

    /// <summary>What a user reads where the kernel answers something else than a bad address.</summary>
    public static Exception Refused(nuint number, nint answer)
    {
        string name = number == ReadNumber ? "process_vm_readv" : "process_vm_writev";
        return answer is NotPermitted or NoSuchCall
            ? new PlatformNotSupportedException(
                $"{name} is refused with {(answer == NoSuchCall ? "ENOSYS" : "EPERM")}: "
                + "this kernel lacks it, or a container's seccomp filter forbids it. "
                + "Allow process_vm_readv and process_vm_writev, or give callers a memory of their own by UserMemory.Over.")
            : new InvalidOperationException(
                $"{name} failed on this process's own memory: errno {-answer} ({Marshal.GetPInvokeErrorMessage((int)-answer)}).");
    }
}
