using System.Reflection;

namespace Binder.Plans;

/// <summary>A string, UTF-8: an address of NUL-terminated bytes, or an address and a count of bytes.</summary>
internal sealed class TextArgument(ParameterInfo parameter, StringForm form, int? maxBytes) : ArgumentPlan(parameter)
{
    public StringForm Form { get; } = form;

    /// <summary>How many bytes the kernel takes at most; null: as many as its copies may have.</summary>
    public int? MaxBytes { get; } = maxBytes;

    /// <summary>Whether the parameter is a <c>string?</c>, so that null is a value.</summary>
    public bool IsNullable => new NullabilityInfoContext().Create(Parameter).ReadState == NullabilityState.Nullable;

    public override int Registers => Form == StringForm.Counted ? 2 : 1;

    public override bool IsMemory => true;
}

/// <summary><c>[NulTerminated] ReadOnlySpan&lt;byte&gt;</c>: a path of bytes, as the address of bytes that end with a NUL.</summary>
internal sealed class PathArgument(ParameterInfo parameter, int? maxBytes) : ArgumentPlan(parameter)
{
    /// <inheritdoc cref="TextArgument.MaxBytes"/>
    public int? MaxBytes { get; } = maxBytes;

    public override int Registers => 1;

    public override bool IsMemory => true;
}
