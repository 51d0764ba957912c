using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of spans and references: copies of a caller's memory, made once, with every bound checked before.</summary>
internal static class CallerSpans
{
    /// <summary>Takes a copy of the caller's elements; one that the kernel only fills is zeroed instead.</summary>
    /// <param name="caller">Whose memory it is.</param>
    /// <param name="settings">The kernel's bounds.</param>
    /// <param name="scratch">Where the copy lives until the call ends.</param>
    /// <param name="address">Where the elements are said to be.</param>
    /// <param name="count">How many there are said to be.</param>
    /// <param name="maxCount">How many the contract allows; -1: it says nothing.</param>
    /// <param name="access">Which way the bytes go.</param>
    /// <param name="checksAlignment">Whether the address must be aligned for the elements.</param>
    /// <param name="copy">The copy.</param>
    public static CallOutcome CopyIn<T>(
        SyscallCaller caller,
        DispatchSettings settings,
        ScratchStack scratch,
        ulong address,
        ulong count,
        int maxCount,
        BufferAccess access,
        bool checksAlignment,
        out Span<T> copy)
        where T : unmanaged
    {
        copy = default;
        if (count == 0)
        {
            return CallOutcome.Answered;
        }

        if (count > (ulong)(settings.MaxCopy / Unsafe.SizeOf<T>())
            || (maxCount >= 0 && count > (ulong)maxCount)
            || (checksAlignment && !IsAligned<T>(address)))
        {
            return CallOutcome.Malformed;
        }

        if (!scratch.TryTake((int)count * Unsafe.SizeOf<T>(), out Span<byte> bytes))
        {
            return CallOutcome.OutOfMemory;
        }

        copy = MemoryMarshal.Cast<byte, T>(bytes);
        if (access == BufferAccess.Out)
        {
            bytes.Clear();
            return CallOutcome.Answered;
        }

        return !caller.Memory.TryRead((nuint)address, bytes) ? CallOutcome.BadAddress
            : MemoryContent<T>.IsValid(copy) ? CallOutcome.Answered
            : CallOutcome.Malformed;
    }

    /// <summary>How many elements a count of bytes is; a count that no whole number of elements has is more than any bound.</summary>
    public static ulong ElementsOf<T>(ulong bytes)
        where T : unmanaged => bytes % (ulong)Unsafe.SizeOf<T>() == 0 ? bytes / (ulong)Unsafe.SizeOf<T>() : ulong.MaxValue;

    /// <summary>Writes all of a copy back.</summary>
    public static CallOutcome CopyOut<T>(SyscallCaller caller, ulong address, Span<T> copy)
        where T : unmanaged
    {
        MemoryContent<T>.ClearPadding(copy);
        return copy.IsEmpty || caller.Memory.TryWrite((nuint)address, MemoryMarshal.AsBytes(copy)) ? CallOutcome.Answered : CallOutcome.BadAddress;
    }

    /// <summary>Whether there is as much of a copy as an answer says.</summary>
    /// <inheritdoc cref="CopyOutCounted" path="/param"/>
    public static bool Has<T>(Span<T> copy, long answered, int unit)
        where T : unmanaged => answered >= 0 && answered <= (long)copy.Length * unit;

    /// <summary>Whether all of a copy is values of its type.</summary>
    public static bool Hold<T>(Span<T> copy)
        where T : unmanaged => MemoryContent<T>.IsValid(copy);

    /// <summary>Whether as much of a copy is values of its type as the answer says, which <see cref="Has"/> has checked.</summary>
    /// <inheritdoc cref="CopyOutCounted" path="/param"/>
    public static bool HoldCounted<T>(Span<T> copy, long answered, int unit)
        where T : unmanaged => MemoryContent<T>.IsValid(copy[..(int)((answered + unit - 1) / unit)]);

    /// <summary>Writes back as much of a copy as the answer says, which <see cref="Has"/> has checked.</summary>
    /// <param name="caller">Whose memory it is.</param>
    /// <param name="address">Where it goes.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="answered">The answer, sign-extended.</param>
    /// <param name="unit">1 where it counts elements, the element's size where it counts bytes.</param>
    public static CallOutcome CopyOutCounted<T>(SyscallCaller caller, ulong address, Span<T> copy, long answered, int unit)
        where T : unmanaged
    {
        int bytes = unit == 1 ? (int)answered * Unsafe.SizeOf<T>() : (int)answered;
        MemoryContent<T>.ClearPadding(copy);
        return bytes == 0 || caller.Memory.TryWrite((nuint)address, MemoryMarshal.AsBytes(copy)[..bytes])
            ? CallOutcome.Answered
            : CallOutcome.BadAddress;
    }

    /// <summary>Reads what an <c>in</c> or <c>ref</c> parameter points to.</summary>
    public static CallOutcome Read<T>(SyscallCaller caller, ulong address, bool checksAlignment, out T value)
        where T : unmanaged
    {
        value = default;
        if (checksAlignment && !IsAligned<T>(address))
        {
            return CallOutcome.Malformed;
        }

        return !caller.Memory.TryRead((nuint)address, MemoryMarshal.AsBytes(new Span<T>(ref value))) ? CallOutcome.BadAddress
            : MemoryContent<T>.IsValid(new ReadOnlySpan<T>(in value)) ? CallOutcome.Answered
            : CallOutcome.Malformed;
    }

    /// <summary>Writes what a <c>ref</c> or <c>out</c> parameter, or a return area, is to hold.</summary>
    public static CallOutcome Write<T>(SyscallCaller caller, ulong address, ref T value)
        where T : unmanaged
    {
        MemoryContent<T>.ClearPadding(new Span<T>(ref value));
        return caller.Memory.TryWrite((nuint)address, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value))) ? CallOutcome.Answered : CallOutcome.BadAddress;
    }

    /// <summary>Whether an address is a multiple of the type's alignment.</summary>
    public static bool IsAligned<T>(ulong address)
        where T : unmanaged => address % (ulong)(Unsafe.SizeOf<AfterByte<T>>() - Unsafe.SizeOf<T>()) == 0;

    /// <summary>A byte and then the value: as much larger as the value's alignment.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct AfterByte<T>
        where T : unmanaged
    {
        public byte First;
        public T Value;
    }
}
