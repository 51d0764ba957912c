using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Writes a value into a frame's registers.</summary>
internal delegate void EncodeValue<T>(in T value, ref TrapFrame frame);

/// <summary>Reads a value from a frame's registers.</summary>
internal delegate CallOutcome DecodeValue<T>(ref TrapFrame frame, out T value);
