using Binder.Model;

namespace Binder.Plans;

/// <summary>Goes through the values of a packed stream and says where each field of them lies.</summary>
internal sealed class StreamFields(StreamPlaces places)
{
    private readonly List<FieldPlacement> _found = [];

    public IReadOnlyList<FieldPlacement> Found => _found;

    /// <summary>Where the next value begins.</summary>
    public ByteRange Next { get; private set; }

    public void Add(ValuePlan value, string path) => Next = Add(value, path, inCase: null, Next);

    /// <returns>Where what follows begins.</returns>
    private ByteRange Add(ValuePlan value, string path, string? inCase, ByteRange first)
    {
        switch (value)
        {
            case ScalarPlan scalar:
                Place(path, MemberNames.Of(scalar.Type), inCase, first, BytesOf(scalar), FieldPaths.Cases(scalar));
                break;
            case OwnPlan own:
                Place(path, MemberNames.Of(own.Type), inCase, first, BytesOf(own), []);
                break;
            case ArrayPlan { Element: ScalarPlan element } array:
                Place(path, $"{MemberNames.Of(element.Type)}[{array.Count}]", inCase, first, BytesOf(array), []);
                break;
            case ArrayPlan array:
                AddElements(array, path, inCase, first);
                break;
            case RecordPlan record:
                AddFields(record, record.Fields, path, inCase, first);
                break;
            case TaggedPlan tagged:
                AddCases(tagged, path, inCase, first);
                break;
        }

        return After(first, BytesOf(value));
    }

    private void AddElements(ArrayPlan array, string path, string? inCase, ByteRange first)
    {
        for (int i = 0; i < array.Count; i++)
        {
            first = Add(array.Element, $"{path}[{i}]", inCase, first);
        }
    }

    private void AddFields(ValuePlan holder, FieldPlan[] fields, string path, string? inCase, ByteRange first)
    {
        foreach (FieldPlan field in fields)
        {
            first = Add(field.Value, FieldPaths.Join(path, FieldPaths.Name(holder, field.Field)), inCase, first);
        }
    }

    private void AddCases(TaggedPlan tagged, string path, string? inCase, ByteRange first)
    {
        ByteRange tag = new(tagged.TagBytes, tagged.TagBytes);
        Place(path, MemberNames.Of(tagged.Type), inCase, first, tag, Array.ConvertAll(tagged.Cases, static each => new FieldCase(each.Name, each.Tag)));
        foreach (CasePlan each in tagged.Cases)
        {
            AddFields(tagged, each.Fields, path, each.Name, After(first, tag));
        }
    }

    private void Place(string path, string type, string? inCase, ByteRange first, ByteRange bytes, IReadOnlyList<FieldCase> cases) =>
        _found.Add(new(path, type, bytes, places.Of(first, bytes)) { FirstByte = first, Case = inCase, Cases = cases });

    private static ByteRange BytesOf(ValuePlan value) => new(value.MinBytes, value.MaxBytes);

    private static ByteRange After(ByteRange first, ByteRange bytes) => new(first.Min + bytes.Min, first.Max + bytes.Max);
}
