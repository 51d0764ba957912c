using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>
/// Zeroed memory with an inaccessible page before and after it. Unmapped when nobody holds the object any more: whoever uses the address
/// keeps the object.
/// </summary>
internal sealed class GuardedMemory
{
    /// <summary>MADV_DONTNEED: gives the pages back; they read as zero from then on.</summary>
    private const int NotNeeded = 4;

    private readonly nint _whole;
    private readonly nuint _wholeLength;
    private readonly nuint _length;

    private GuardedMemory(nint whole, nuint wholeLength, nint address, nuint length) =>
        (_whole, _wholeLength, Address, _length) = (whole, wholeLength, address, length);

    ~GuardedMemory() => _ = LibC.Unmap(_whole, _wholeLength);

    /// <summary>The first byte, at the start of a page.</summary>
    public nint Address { get; }

    /// <summary>Maps at least so many bytes, in whole pages.</summary>
    /// <exception cref="PlatformNotSupportedException">Binder has no native code for this machine.</exception>
    /// <exception cref="InsufficientMemoryException">There is not so much.</exception>
    public static GuardedMemory Map(nuint bytes)
    {
        NativePlatform.Require("A mapping");
        nuint page = (nuint)Environment.SystemPageSize;
        if (bytes > nuint.MaxValue - (3 * page))
        {
            throw new InsufficientMemoryException($"{bytes} bytes are more than there are addresses.");
        }

        nuint middle = (bytes + page - 1) / page * page;
        nuint whole = middle + (2 * page);
        nint reserved = LibC.Map(0, whole, LibC.ProtectNone, LibC.PrivateAnonymous, -1, 0);
        if (reserved == -1)
        {
            throw Refused(bytes, Marshal.GetLastPInvokeError());
        }

        nint address = reserved + (nint)page;
        if (LibC.Protect(address, middle, LibC.ProtectReadWrite) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            _ = LibC.Unmap(reserved, whole);
            throw Refused(bytes, errno);
        }

        return new(reserved, whole, address, middle);
    }

    /// <summary>Gives the pages back and keeps the addresses: who still reads there reads zeroes and does not fault.</summary>
    public void Discard() => _ = LibC.Advise(Address, _length, NotNeeded);

    private static InsufficientMemoryException Refused(nuint bytes, int errno) => new(
        $"The system refuses {bytes} bytes of memory: errno {errno} ({Marshal.GetPInvokeErrorMessage(errno)}).");
}
