using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;
using Binder.Emit;

namespace Binder;

/// <summary>The encoder and decoder of one type in one shape. Safe for any number of threads; a use allocates nothing.</summary>
/// <typeparam name="T">What is encoded.</typeparam>
public sealed class SyscallCodec<T>
{
    private readonly EncodeValue<T> _encode;
    private readonly DecodeValue<T> _decode;

    internal SyscallCodec(EncodeValue<T> encode, DecodeValue<T> decode) => (_encode, _decode) = (encode, decode);

    /// <summary>How many bytes a value may spill at most; 0 in register encoding, where everything travels in registers.</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "It depends on the type and the shape as soon as a shape packs.")]
    public int MaxSpill => 0;

    /// <summary>Writes a value into the argument registers of a frame; registers that it does not need become 0.</summary>
    /// <param name="value">The value.</param>
    /// <param name="frame">The frame; its number stays as it is.</param>
    /// <param name="spill">Room for <see cref="MaxSpill"/> bytes, which must stay in place for as long as the frame is used.</param>
    /// <returns>How many bytes were spilled.</returns>
    /// <exception cref="SyscallEncodingException">The value cannot travel; nothing was written.</exception>
    public int Encode(in T value, ref TrapFrame frame, Span<byte> spill)
    {
        _encode(value, ref frame);
        return 0;
    }

    /// <summary>Reads a value from the argument registers of a frame, as a kernel would: its bits are checked as the shape's <see cref="AbiShape.NarrowArguments"/> says.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="memory">What the addresses in the frame mean.</param>
    /// <returns>The value, or <c>InvalidData</c>.</returns>
    public Result<T, SyscallError<Unit>> Decode(in TrapFrame frame, UserMemory memory) =>
        _decode(ref Unsafe.AsRef(in frame), out T value) == CallOutcome.Answered
            ? value
            : Result.Fail(SyscallError<Unit>.InvalidData);
}
