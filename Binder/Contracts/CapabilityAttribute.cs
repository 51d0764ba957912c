namespace Binder;

/// <summary>
/// Marks a type as a capability: a value that user code cannot make, only receive in an answer and hand back. It has no public
/// constructor, and exactly one field, an integer of 1 to 8 bytes; a kernel makes and reads one through its <c>SyscallContext</c>
/// (<c>Issue</c>, <c>Reveal</c>).
/// </summary>
/// <remarks>
/// The all-zero value, which every struct has as its default, is no capability: it is refused when encoded and when decoded. This
/// guards honest code only; a kernel still checks every handle against its own table.
/// </remarks>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class)]
public sealed class CapabilityAttribute : Attribute;
