namespace Binder;

/// <summary>
/// Marks a <see cref="ReadOnlySpan{T}"/> of bytes as a NUL-terminated string, such as a path that need not be UTF-8. It travels as
/// its address alone, and is copied with a NUL behind it when it does not end in one.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NulTerminatedAttribute : Attribute;
