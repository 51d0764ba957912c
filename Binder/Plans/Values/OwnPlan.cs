using Binder.Boundary;

namespace Binder.Plans;

/// <summary>A type with an encoding that somebody wrote by hand.</summary>
/// <param name="type">The type.</param>
/// <param name="encoding">The type whose <c>Encode</c> and <c>TryDecode</c> are called: the type itself, or one registered for it.</param>
/// <param name="maxBytes">How many bytes it may write.</param>
internal sealed class OwnPlan(Type type, Type encoding, int maxBytes) : ValuePlan(type)
{
    public Type Encoding { get; } = encoding;

    /// <summary>Whether the type itself is <see cref="IPackedValue{TSelf}"/>.</summary>
    public bool IsItsOwn => Encoding == Type;

    public override int MinBytes => 0;

    public override int MaxBytes { get; } = maxBytes;

    public override Refusal? RefuseFlat(AbiShape shape) => Refusals.OwnEncoding(Type, shape);
}
