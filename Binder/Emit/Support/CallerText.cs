using Binder.Boundary;

namespace Binder.Emit;

/// <summary>The kernel side of strings and paths.</summary>
internal static class CallerText
{
    /// <summary>Reads a NUL-terminated string.</summary>
    /// <param name="caller">Whose memory it is.</param>
    /// <param name="settings">The kernel's bounds.</param>
    /// <param name="address">Where it begins; 0 is null.</param>
    /// <param name="maxBytes">How many bytes the contract allows; -1: it says nothing.</param>
    /// <param name="isNullable">Whether null is a value, and not a bad address.</param>
    /// <param name="text">The string.</param>
    public static CallOutcome NulTerminated(
        SyscallCaller caller, DispatchSettings settings, ulong address, int maxBytes, bool isNullable, out string? text)
    {
        text = null;
        return address == 0 ? Null(isNullable)
            : UserText.ReadNulTerminated(caller.Memory, (nuint)address, Bound(settings, maxBytes), out text);
    }

    /// <summary>Reads a string of a given count of bytes.</summary>
    public static CallOutcome Counted(
        SyscallCaller caller, DispatchSettings settings, ulong address, ulong count, int maxBytes, bool isNullable, out string? text)
    {
        text = null;
        return address == 0 ? Null(isNullable)
            : UserText.ReadCounted(caller.Memory, (nuint)address, count, Bound(settings, maxBytes), out text);
    }

    /// <summary>Reads a path of bytes, without its NUL; null is an empty span.</summary>
    public static CallOutcome Path(
        SyscallCaller caller, DispatchSettings settings, ScratchStack scratch, ulong address, int maxBytes, out ReadOnlySpan<byte> path)
    {
        path = default;
        return address == 0 ? CallOutcome.Answered
            : UserText.ReadBytes(caller.Memory, (nuint)address, Bound(settings, maxBytes), scratch, out path);
    }

    private static CallOutcome Null(bool isNullable) => isNullable ? CallOutcome.Answered : CallOutcome.BadAddress;

    private static int Bound(DispatchSettings settings, int maxBytes) =>
        maxBytes < 0 ? settings.MaxCopy : Math.Min(settings.MaxCopy, maxBytes);
}
