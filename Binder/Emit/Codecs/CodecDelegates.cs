using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Writes a value into a frame and its spill area.</summary>
/// <param name="value">The value.</param>
/// <param name="frame">The frame.</param>
/// <param name="spill">The spill area; it has room for as much as any value needs.</param>
/// <returns>How many bytes were spilled.</returns>
internal delegate int EncodeValue<T>(in T value, ref TrapFrame frame, ref byte spill);

/// <summary>Reads a value from a frame and the spill area that it names.</summary>
/// <returns><see cref="CallOutcome.Answered"/>, or why there is no value.</returns>
internal delegate CallOutcome DecodeValue<T>(ref TrapFrame frame, UserMemory memory, out T value);
