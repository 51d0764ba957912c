using System.Runtime.InteropServices;

namespace Binder.Native;

/// <summary>
/// Zeroed memory of which every address is below 4 GiB, so that registers of 32 bits hold it. An inaccessible page stands after it.
/// Given back by <see cref="Free"/>, or when nobody holds the object any more: whoever uses the address keeps the object.
/// </summary>
internal sealed unsafe class LowMemory
{
    private const ulong End = 1UL << 32;

    /// <summary>MAP_32BIT, which x86-64 alone has: somewhere in the first 2 GiB.</summary>
    private const int Below2GiB = 0x40;

    /// <summary>MAP_FIXED_NOREPLACE: there or nowhere. Kernels before 4.17 take it for a wish and answer another address.</summary>
    private const int ThereOrNowhere = 0x10_0000;

    /// <summary>Above what programs that are not position-independent take for themselves.</summary>
    private const ulong FirstPlace = 0x1000_0000;

    private const ulong Step = 0x0100_0000;

    /// <summary>Where the search goes on: after what it found last.</summary>
    private static ulong s_next = FirstPlace;

    private nuint _whole;

    private LowMemory(nint address, int length, nuint whole) => (Address, Length, _whole) = (address, length, whole);

    ~LowMemory() => Free();

    /// <summary>Whether this platform has such memory to give.</summary>
    public static bool IsSupported => NativePlatform.IsSupported && nint.Size > sizeof(uint);

    /// <summary>Lets every request of the calling thread fail as if there were no place left, for tests.</summary>
    [field: ThreadStatic]
    public static bool IsRefused { get; set; }

    /// <summary>The first byte, at the start of a page.</summary>
    public nint Address { get; }

    /// <summary>How many bytes there are: whole pages.</summary>
    public int Length { get; }

    /// <summary>Maps at least so many bytes; null where there is no place for them below 4 GiB.</summary>
    public static LowMemory? TryMap(int bytes)
    {
        int page = Environment.SystemPageSize;
        if (!IsSupported || IsRefused || bytes > int.MaxValue - (2 * page))
        {
            return null;
        }

        int middle = (int)(((uint)Math.Max(bytes, 1) + (uint)page - 1) / (uint)page * (uint)page);
        nuint whole = (nuint)middle + (nuint)page;
        nint address = Reserve(whole);
        if (address == 0)
        {
            return null;
        }

        LowMemory memory = new(address, middle, whole);
        if (LibC.Protect(address, (nuint)middle, LibC.ProtectReadWrite) == 0)
        {
            return memory;
        }

        memory.Free();
        return null;
    }

    /// <summary>A part of the memory. What stands there before is whatever was left there.</summary>
    public Span<byte> Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)(uint)start + (uint)length, (ulong)Length, nameof(length));
        return new((byte*)Address + start, length);
    }

    /// <summary>Unmaps. Nothing may use the address any more.</summary>
    public void Free()
    {
        nuint whole = Interlocked.Exchange(ref _whole, 0);
        if (whole != 0)
        {
            _ = LibC.Unmap(Address, whole);
        }
    }

    /// <summary>Reserves by trying one place after the other, as is done where the kernel cannot be asked for a low one; 0 where all are taken.</summary>
    public static nint ReserveBySearch(nuint whole)
    {
        ulong place = Volatile.Read(ref s_next);
        for (ulong tried = 0; tried < End; tried += Step)
        {
            if (place + whole > End)
            {
                place = FirstPlace;
            }

            nint found = Reserve((nint)place, whole, ThereOrNowhere);
            if (found != 0)
            {
                Volatile.Write(ref s_next, (ulong)found + whole);
                return found;
            }

            place += Step;
        }

        return 0;
    }

    private static nint Reserve(nuint whole)
    {
        nint found = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Reserve(0, whole, Below2GiB) : 0;
        return found != 0 ? found : ReserveBySearch(whole);
    }

    /// <summary>Inaccessible address space; 0 where there is none, or none that is low.</summary>
    private static nint Reserve(nint place, nuint whole, int flags)
    {
        nint found = LibC.Map(place, whole, LibC.ProtectNone, LibC.PrivateAnonymous | flags, -1, 0);
        if (found == -1)
        {
            return 0;
        }

        if ((ulong)found + whole <= End)
        {
            return found;
        }

        _ = LibC.Unmap(found, whole);
        return 0;
    }
}
