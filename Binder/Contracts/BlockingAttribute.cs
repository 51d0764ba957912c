namespace Binder;

/// <summary>Says that the call may block for any length of time. It makes the full transition, as an unmarked call does.</summary>
/// <remarks>Contradicts <see cref="ShortAttribute"/>: both on one call are a diagnostic.</remarks>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class BlockingAttribute : Attribute;
