using System.Reflection;

namespace Binder.Plans;

/// <summary>Which way a buffer's bytes go.</summary>
internal enum BufferAccess
{
    /// <summary>To the kernel: <c>ReadOnlySpan</c>, <c>in</c>.</summary>
    In,

    /// <summary>From the kernel: <c>[Out] Span</c>, <c>out</c>.</summary>
    Out,

    /// <summary>Both ways: <c>Span</c>, <c>ref</c>.</summary>
    InOut,
}

/// <summary>A span: the address of its first element, and a count unless something else says how many there are.</summary>
internal sealed class SpanArgument(ParameterInfo parameter, Type element, BufferAccess access, SpanCount count, int? maxCount)
    : ArgumentPlan(parameter)
{
    public Type Element { get; } = element;

    public BufferAccess Access { get; } = access;

    public SpanCount Count { get; } = count;

    /// <summary>How many elements the kernel takes at most; null: as many as its copies may have.</summary>
    public int? MaxCount { get; } = maxCount;

    public bool IsReadOnly => Parameter.ParameterType.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>);

    public override int Registers => Count is SpanCount.Register ? 2 : 1;

    public override bool IsMemory => true;
}

/// <summary>What says how many elements a span has.</summary>
internal abstract record SpanCount
{
    /// <summary>The register after the address.</summary>
    internal sealed record Register : SpanCount;

    /// <summary>A parameter marked <c>[LengthOf]</c>.</summary>
    internal sealed record Parameter(int Index, bool InBytes) : SpanCount;

    /// <summary><c>[FixedLength(n)]</c>.</summary>
    internal sealed record Fixed(int Length) : SpanCount;
}
