namespace Binder;

/// <summary>A number of bytes, or the place of one, that is the same for every value or lies between two bounds.</summary>
/// <param name="Min">The least that occurs.</param>
/// <param name="Max">The most that occurs.</param>
public readonly record struct ByteRange(int Min, int Max)
{
    /// <summary>Whether it is the same for every value.</summary>
    public bool IsFixed => Min == Max;

    /// <summary>As <c>8</c> or <c>8-24</c>.</summary>
    public override string ToString() => IsFixed ? $"{Min}" : $"{Min}-{Max}";
}
