namespace Binder;

/// <summary>A value that says nothing: the answer of a call that only succeeds or fails. It takes no bytes when it travels.</summary>
public readonly record struct Unit
{
    /// <summary>The only value there is.</summary>
    public static Unit Value => default;

    /// <inheritdoc/>
    public override string ToString() => "()";
}
