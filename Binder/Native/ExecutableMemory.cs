using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>
/// Machine code in pages of its own: written once, then readable and executable for good, never both writable and executable.
/// An inaccessible page stands before and after. Never unmapped, because a thread may be about to jump there.
/// </summary>
internal sealed unsafe class ExecutableMemory
{
    private ExecutableMemory(nint address, int length) => (Address, Length) = (address, length);

    /// <summary>The first instruction, at the start of a page.</summary>
    public nint Address { get; }

    /// <summary>Bytes of code; the rest of the last page stops whatever runs past them.</summary>
    public int Length { get; }

    /// <summary>The code as it lies in memory.</summary>
    public ReadOnlySpan<byte> Code => new((void*)Address, Length);

    /// <summary>Makes <paramref name="code"/> executable.</summary>
    /// <exception cref="PlatformNotSupportedException">Binder has no native code for this machine.</exception>
    /// <exception cref="InvalidOperationException">The system refuses executable memory, or has none left.</exception>
    public static ExecutableMemory Map(ReadOnlySpan<byte> code)
    {
        NativePlatform.Require("Executable memory");
        ArgumentOutOfRangeException.ThrowIfZero(code.Length, nameof(code));

        nuint page = (nuint)Environment.SystemPageSize;
        nuint middle = ((nuint)code.Length + page - 1) / page * page;
        nuint whole = middle + 2 * page;

        nint reserved = LibC.Map(0, whole, LibC.ProtectNone, LibC.PrivateAnonymous, -1, 0);
        if (reserved == -1)
        {
            throw Refused("reserve address space for", Marshal.GetLastPInvokeError());
        }

        nint address = reserved + (nint)page;
        if (LibC.Protect(address, middle, LibC.ProtectReadWrite) != 0)
        {
            throw Abandon(reserved, whole, "write");
        }

        Span<byte> pages = new((void*)address, (int)middle);
        code.CopyTo(pages);
        // A loop: the framework's Fill would be compiled anew in every program, before its first call.
        byte fill = NativeCode.Host.Fill;
        for (int i = code.Length; i < pages.Length; i++)
        {
            pages[i] = fill;
        }

        NativeCode.Host.Publish(address, middle);

        if (LibC.Protect(address, middle, LibC.ProtectReadExecute) != 0)
        {
            throw Abandon(reserved, whole, "execute");
        }

        return new ExecutableMemory(address, code.Length);
    }

    /// <summary>What a user reads when the system refuses.</summary>
    public static InvalidOperationException Refused(string step, int errno) => new(
        $"The system refuses to {step} a page of native code: errno {errno} ({Marshal.GetPInvokeErrorMessage(errno)}). "
        + "A security policy may forbid executable memory: allow the process SELinux's execmem (or systemd's MemoryDenyWriteExecute=no), "
        + "or use a managed way to a kernel, such as LoopbackAbi.");

    private static InvalidOperationException Abandon(nint reserved, nuint length, string step)
    {
        int errno = Marshal.GetLastPInvokeError();
        _ = LibC.Unmap(reserved, length);
        return Refused(step, errno);
    }
}
