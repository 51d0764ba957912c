namespace Binder;

/// <summary>
/// Promises that the call lasts under a microsecond, never blocks and never calls back into managed code. Where that is safe, its
/// trap suppresses the garbage collector's transition, which saves about two nanoseconds.
/// </summary>
/// <remarks>
/// A broken promise holds up every collection of the process for as long as the call lasts. Contradicts <see cref="BlockingAttribute"/>:
/// both on one call are a diagnostic. An unmarked call makes the full transition.
/// </remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ShortAttribute : Attribute;
