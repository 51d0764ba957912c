namespace Binder.Plans;

/// <summary>Some values as one packed stream, and where it lies.</summary>
internal sealed class StreamPlan
{
    public StreamPlan(PackedLayout layout, int pointerBits, IReadOnlyList<ValuePlan> values)
    {
        (Layout, PointerBits, Values) = (layout, pointerBits, values);
        foreach (ValuePlan value in values)
        {
            MinBytes = PackedSize.Sum(MinBytes, value.MinBytes);
            MaxBytes = PackedSize.Sum(MaxBytes, value.MaxBytes);
        }
    }

    public PackedLayout Layout { get; }

    /// <summary>How wide native-size integers are.</summary>
    public int PointerBits { get; }

    public IReadOnlyList<ValuePlan> Values { get; }

    public int MinBytes { get; }

    public int MaxBytes { get; }

    /// <summary>How many bytes may lie in memory; 0 where the registers hold every value.</summary>
    public int MaxSpill => Math.Max(0, MaxBytes - Layout.DataBytes);
}
