namespace Binder;

/// <summary>
/// Gives a span parameter a length that both sides know: it travels as its address alone, in one register. A span of another length
/// is refused before the call.
/// </summary>
/// <param name="length">The number of elements, never bytes.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FixedLengthAttribute(int length) : Attribute
{
    /// <summary>The number of elements, never bytes.</summary>
    public int Length { get; } = length;
}
