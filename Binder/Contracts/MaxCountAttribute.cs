namespace Binder;

/// <summary>
/// Bounds a span or string: a kernel refuses a longer one as malformed. Without it, the kernel's own bound on copies
/// (<c>KernelOptions.MaxCopy</c>) holds.
/// </summary>
/// <param name="count">The most that is accepted: elements of a span, bytes of UTF-8 of a string, a terminating NUL not counted.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class MaxCountAttribute(int count) : Attribute
{
    /// <summary>The most that is accepted: elements of a span, bytes of UTF-8 of a string.</summary>
    public int Count { get; } = count;
}
