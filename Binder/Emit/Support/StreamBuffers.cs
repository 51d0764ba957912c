using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Native;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The memory of streams whose values have no place that is known when the code is emitted.</summary>
internal static unsafe class StreamBuffers
{
    /// <summary>The last chunk is read whole, whose end may lie behind the stream's: that much more must be there, as behind every copy.</summary>
    private const int LongestChunk = sizeof(ulong);

    /// <summary>Takes pinned memory until the scratch memory is released; its first bytes are zero.</summary>
    /// <exception cref="InsufficientMemoryException">There is no more to be had.</exception>
    public static nuint Take(ScratchStack scratch, int bytes, int zeroed)
    {
        Span<byte> memory = scratch.Take(bytes);
        memory[..zeroed].Clear();
        return (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
    }

    /// <summary>As <see cref="Take"/>; false where there is no more to be had.</summary>
    public static bool TryTake(ScratchStack scratch, int bytes, int zeroed, out nuint address)
    {
        bool isTaken = scratch.TryTake(bytes, out Span<byte> memory);
        memory[..(isTaken ? zeroed : 0)].Clear();
        address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(memory));
        return isTaken;
    }

    public static PackedWriter Writer(nuint address, int bytes, StructEncodings structs) => new(new Span<byte>((void*)address, bytes), structs);

    public static PackedReader Reader(nuint address, int bytes, StructEncodings structs) => new(new ReadOnlySpan<byte>((void*)address, bytes), structs);

    /// <summary>Copies what does not fit into the registers to the spill area.</summary>
    /// <returns>How many bytes that is.</returns>
    public static int Spill(nuint stream, int written, int dataBytes, nuint target)
    {
        int spilled = Math.Max(0, written - dataBytes);
        new ReadOnlySpan<byte>((byte*)stream + dataBytes, spilled).CopyTo(new Span<byte>((void*)target, spilled));
        return spilled;
    }

    /// <summary>Writes a stream to a return area.</summary>
    public static CallOutcome WriteArea(SyscallCaller caller, ulong address, nuint stream, int bytes) =>
        address <= nuint.MaxValue && caller.Memory.TryWrite((nuint)address, new ReadOnlySpan<byte>((void*)stream, bytes)) ? CallOutcome.Answered : CallOutcome.BadAddress;

    /// <summary>The address that a register of 128 bits holds; 0 where it is none.</summary>
    public static ulong Address(ulong low, ulong high) => high == 0 ? low : 0;

    /// <summary>Makes a spill area readable, each of its bits once: where it is, if that is safe, or by a copy.</summary>
    /// <param name="memory">Whose memory it is. It is to be asked whether it <see cref="UserMemory.IsClosed"/> when all is read.</param>
    /// <param name="address">What the spill register holds; 0: there is none.</param>
    /// <param name="room">Where a copy goes.</param>
    /// <param name="bytes">How many bytes there may be.</param>
    /// <param name="place">Where they are to be read.</param>
    /// <returns>How many are missing at the end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int OpenSpill(UserMemory memory, ulong address, nuint room, int bytes, out nuint place)
    {
        nuint offset = (nuint)address - memory.DirectStart;
        if (offset < memory.DirectSize && (nuint)bytes + LongestChunk <= memory.DirectSize - offset)
        {
            place = (nuint)address;
            return 0;
        }

        place = room;
        return ReferenceEquals(memory, UserMemory.CurrentProcess) && address != 0 && (nuint)bytes <= FaultSafeCopy.Step
            && FaultSafeCopy.TryCopyFew((void*)room, (void*)(nuint)address, (nuint)bytes, out nuint left)
            ? (int)left
            : ReadSpill(memory, address, room, bytes);
    }

    /// <summary>Copies a spill area, once, as far as it can be read.</summary>
    /// <param name="memory">Whose memory it is.</param>
    /// <param name="address">What the spill register holds; 0: there is none.</param>
    /// <param name="target">Where the bytes go.</param>
    /// <param name="bytes">How many there may be.</param>
    /// <returns>How many are missing at the end.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int ReadSpill(UserMemory memory, ulong address, nuint target, int bytes) =>
        address == 0 || address > nuint.MaxValue ? bytes : bytes - memory.ReadPart((nuint)address, (byte*)target, bytes);

    /// <summary>See <see cref="UserMemory.IsClosed"/>.</summary>
    public static bool IsClosed(UserMemory memory) => memory.IsClosed;
}
