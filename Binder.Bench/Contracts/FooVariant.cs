namespace Binder.Bench.Contracts;

/// <summary>The variants of <see cref="FooOptions"/>.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1028:Enum Storage should be Int32", Justification = "As wide as the tag that travels, as in the yardstick.")]
public enum FooVariant : ulong
{
    /// <summary>Carries nothing.</summary>
    A,

    /// <summary>Carries a count and a flag.</summary>
    B,

    /// <summary>Carries a wide and a narrow number.</summary>
    C,
}
