namespace Binder;

/// <summary>
/// Marks an integer as the length of a span. On a parameter: that span travels as its address alone, this integer carries its length
/// wherever it stands, and the two are checked against each other before the call. On the return value: the answer says how much of
/// an output span was filled, and only that much is copied out.
/// </summary>
/// <example><code>
/// [Syscall("read")] [return: LengthOf(nameof(buffer))] Result&lt;nint, Errno&gt; Read(int fd, [Out] Span&lt;byte&gt; buffer);
/// </code></example>
/// <param name="parameter">The name of the span.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class LengthOfAttribute(string parameter) : Attribute
{
    /// <summary>The name of the span whose length this is.</summary>
    public string Parameter { get; } = parameter;

    /// <summary>True where the length counts bytes; false, as it is unless set, where it counts elements.</summary>
    public bool InBytes { get; set; }
}
