using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Emit;
using Binder.Plans;

namespace Binder;

/// <summary>The encoder and decoder of one type in one shape. Safe for any number of threads; a use allocates nothing but what the type's own objects are.</summary>
/// <typeparam name="T">What is encoded.</typeparam>
public sealed unsafe class SyscallCodec<T>
{
    private readonly EncodeValue<T> _encode;
    private readonly DecodeValue<T> _decode;
    private readonly FrameLayout _layout;
    private readonly CodecPlan _plan;

    /// <summary>How long a span must be that no value can be too large for, and whose address fits into every register.</summary>
    private readonly long _roomForAll;

    internal SyscallCodec(EncodeValue<T> encode, DecodeValue<T> decode, CodecPlan plan)
    {
        (_encode, _decode, _plan, _layout, MaxSpill) = (encode, decode, plan, plan.Layout, plan.Stream?.MaxSpill ?? 0);
        _roomForAll = _layout.Shape.RegisterBits < 64 ? long.MaxValue : MaxSpill;
    }

    /// <summary>How many bytes a value may spill at most; 0 in register encoding, where everything travels in registers.</summary>
    public int MaxSpill { get; }

    /// <summary>Where each field of a value lies, to the byte.</summary>
    public ValueLayout Explanation => field ??= LayoutExplainer.Explain(_plan);

    /// <summary>Writes a value into the argument registers of a frame; registers that it does not need become 0.</summary>
    /// <param name="value">The value.</param>
    /// <param name="frame">The frame; its number stays as it is.</param>
    /// <param name="spill">
    /// Room for <see cref="MaxSpill"/> bytes, or for as many as this value spills. The frame holds its address: it must stay in place, on the stack
    /// or pinned, for as long as the frame is used.
    /// </param>
    /// <returns>How many bytes were spilled.</returns>
    /// <exception cref="SyscallEncodingException">
    /// The value cannot travel, the span is too small for it, or the span's address does not fit into a register of the shape; nothing was written.
    /// </exception>
    public int Encode(in T value, ref TrapFrame frame, Span<byte> spill)
    {
        return spill.Length >= _roomForAll
            ? _encode(in value, ref frame, ref MemoryMarshal.GetReference(spill))
            : EncodeWithCare(in value, ref frame, spill);
    }

    /// <summary>Where the span may turn out too small, or out of a register's reach: into other memory first, and over when all is known.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int EncodeWithCare(in T value, ref TrapFrame frame, Span<byte> spill)
    {
        ScratchStack scratch = ScratchStack.Current;
        ScratchMark mark = scratch.Mark();
        try
        {
            Span<byte> room = scratch.Take(MaxSpill);
            TrapFrame trial = frame;
            fixed (byte* from = room, to = spill)
            {
                int spilled = _encode(in value, ref trial, ref *from);
                if (spilled > spill.Length)
                {
                    EncodeFaults.ThrowNoRoom(spill.Length, spilled);
                }

                if (spilled > 0)
                {
                    ulong address = (ulong)to;
                    if (_layout.Shape.RegisterBits < 64 && address > uint.MaxValue)
                    {
                        EncodeFaults.ThrowOutOfReach(_layout.Shape.RegisterBits);
                    }

                    room[..spilled].CopyTo(spill);
                    trial[_layout.Word(_layout.SpillRegister)] = address;
                }

                TrapFrame.CopyUsed(trial, ref frame, _layout.Words);
                return spilled;
            }
        }
        finally
        {
            scratch.Release(mark);
        }
    }

    /// <summary>Reads a value from the argument registers of a frame, as a kernel would: everything in them is checked.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="memory">What the addresses in the frame mean.</param>
    /// <returns>The value, or <c>InvalidData</c>.</returns>
    /// <exception cref="ArgumentNullException">No memory.</exception>
    public Result<T, SyscallError<Unit>> Decode(in TrapFrame frame, UserMemory memory) =>
        TryDecode(in frame, memory, out T? value) ? value : Result.Fail(SyscallError<Unit>.InvalidData);

    /// <summary>As <see cref="Decode"/>, into a variable: a large struct is not copied.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="memory">What the addresses in the frame mean.</param>
    /// <param name="value">The value; nothing to rely on where there is none.</param>
    /// <returns>Whether the frame holds a value.</returns>
    /// <exception cref="ArgumentNullException">No memory.</exception>
    public bool TryDecode(in TrapFrame frame, UserMemory memory, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(memory);
        return _decode(ref Unsafe.AsRef(in frame), memory, out value) == CallOutcome.Answered && !memory.IsClosed;
    }
}
