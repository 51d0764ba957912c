namespace Binder.Plans;

/// <summary>Sizes of packed streams, which are refused when they are too large, so that no arithmetic over them overflows.</summary>
internal static class PackedSize
{
    /// <summary>The most bytes that a value's stream may have. What is larger belongs in a span.</summary>
    public const int Most = 1 << 20;

    private const int TooLarge = Most + 1;

    public static int Sum(int left, int right) => Math.Min(left + right, TooLarge);

    public static int Product(int bytes, int count) => (int)Math.Min((long)bytes * count, TooLarge);
}
