using System.Text;
using System.Text.Unicode;

namespace Binder.Boundary;

/// <summary>Reads text out of a caller's memory, once, with a bound.</summary>
internal static class UserText
{
    private const int FirstRead = 256;
    private const int PageBytes = 4096;

    /// <summary>Reads up to the NUL; a string of more than <paramref name="maxBytes"/> bytes, or one that is not UTF-8, is malformed.</summary>
    public static CallOutcome ReadNulTerminated(UserMemory memory, nuint address, int maxBytes, out string? text)
    {
        text = null;
        ScratchStack scratch = ScratchStack.Current;
        ScratchMark mark = scratch.Mark();
        try
        {
            CallOutcome outcome = ReadBytes(memory, address, maxBytes, scratch, out ReadOnlySpan<byte> bytes);
            return outcome == CallOutcome.Answered ? Decode(bytes, out text) : outcome;
        }
        finally
        {
            scratch.Release(mark);
        }
    }

    /// <summary>Reads a string of a known count of bytes.</summary>
    public static CallOutcome ReadCounted(UserMemory memory, nuint address, ulong count, int maxBytes, out string? text)
    {
        text = null;
        if (count > (ulong)maxBytes)
        {
            return CallOutcome.Malformed;
        }

        ScratchStack scratch = ScratchStack.Current;
        ScratchMark mark = scratch.Mark();
        try
        {
            return !scratch.TryTake((int)count, out Span<byte> bytes) ? CallOutcome.OutOfMemory
                : memory.TryRead(address, bytes) ? Decode(bytes, out text)
                : CallOutcome.BadAddress;
        }
        finally
        {
            scratch.Release(mark);
        }
    }

    /// <summary>Reads bytes up to, and without, the NUL, into scratch memory.</summary>
    public static CallOutcome ReadBytes(
        UserMemory memory, nuint address, int maxBytes, ScratchStack scratch, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!scratch.TryTake(Math.Min(FirstRead, maxBytes + 1L), out Span<byte> buffer))
        {
            return CallOutcome.OutOfMemory;
        }

        int have = 0;
        while (true)
        {
            nuint at = address + (nuint)have;
            if (at < address)
            {
                return CallOutcome.BadAddress;
            }

            // Never past the page that holds the last byte known to be needed, then ever less: the string may end
            // just before memory that cannot be read.
            int chunk = (int)Math.Min((nuint)(buffer.Length - have), PageBytes - (at % PageBytes));
            while (!memory.TryRead(at, buffer.Slice(have, chunk)))
            {
                if (chunk == 1)
                {
                    return CallOutcome.BadAddress;
                }

                chunk /= 2;
            }

            int end = buffer.Slice(have, chunk).IndexOf((byte)0);
            if (end >= 0)
            {
                bytes = buffer[..(have + end)];
                return CallOutcome.Answered;
            }

            have += chunk;
            if (have > maxBytes)
            {
                return CallOutcome.Malformed;
            }

            if (have == buffer.Length)
            {
                if (!scratch.TryTake(Math.Min(buffer.Length * 4L, maxBytes + 1L), out Span<byte> larger))
                {
                    return CallOutcome.OutOfMemory;
                }

                buffer.CopyTo(larger);
                buffer = larger;
            }
        }
    }

    private static CallOutcome Decode(ReadOnlySpan<byte> bytes, out string? text)
    {
        text = Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
        return text is null ? CallOutcome.Malformed : CallOutcome.Answered;
    }
}
