using Binder.Boundary;

namespace Binder.Plans;

/// <summary>An array of fixed length inside a value: an <c>[InlineArray]</c> or a fixed buffer.</summary>
/// <param name="type">The type that has the elements, one after the other.</param>
/// <param name="element">What each of them is.</param>
/// <param name="count">How many there are.</param>
/// <param name="isBuffer">Whether it is a <c>fixed</c> buffer, whose type has no name of its own.</param>
internal sealed class ArrayPlan(Type type, ValuePlan element, int count, bool isBuffer) : ValuePlan(type)
{
    public ValuePlan Element { get; } = element;

    public int Count { get; } = count;

    public bool IsBuffer { get; } = isBuffer;

    public override int MinBytes => PackedSize.Product(Element.MinBytes, Count);

    public override int MaxBytes => PackedSize.Product(Element.MaxBytes, Count);

    public override Refusal? RefuseFlat(AbiShape shape) => Refusals.FixedArray(Type, shape);
}
