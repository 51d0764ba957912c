namespace Binder.Native;

/// <summary>
/// What the signal handlers of every architecture do: a fault inside the fault-safe copy goes on where the copy says; every other
/// signal goes to the handler that was there before, as if it had been called itself. Each is one page, immutable: another handler
/// before it needs another page.
/// </summary>
/// <remarks>
/// A handler that puts itself in front of ours again while we chain to it would make a circle. So each of our pages counts
/// its visits, in a word of the siginfo that the kernel leaves zero, and after <see cref="MaxHops"/> goes to the handler that
/// was there first.
/// </remarks>
internal static unsafe class FaultHandler
{
    /// <summary>At the same place in every handler of ours, of whatever copy of this library in the process; changes with the layout.</summary>
    public const long Mark = 0x31_6C61_6E67_6953_42;

    /// <summary>Tells a count from what may lie there where no kernel has put zeros.</summary>
    public const int HopsMark = 0x4253_6700;

    /// <summary>The last word of the 128 bytes of a siginfo.</summary>
    public const int HopsOffset = 124;

    public const int MaxHops = 16;

    /// <summary>The handler to which a handler of this library, in whatever copy, passes on; 0 for any other handler.</summary>
    public static nint Previous(nint handler)
    {
        // Ours start a page: so these bytes can be read, whoever's they are.
        if (handler == 0 || handler % Environment.SystemPageSize != 0)
        {
            return 0;
        }

        NativeCode code = NativeCode.Host;
        byte* start = (byte*)handler;
        return *(long*)(start + code.MarkOffset) == Mark ? *(nint*)(start + code.PreviousOffset) : 0;
    }
}
