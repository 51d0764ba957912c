using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// One step of going through a packed stream: a value, or the question whether one that is complete is legal; and the step after it.
/// </summary>
/// <remarks>
/// What follows a value is the same step whatever the value's length was, so that ways which part at a tag find each other again where
/// they arrive at one step at the same position.
/// </remarks>
internal sealed class StreamStep
{
    private readonly StreamStep?[] _inner;
    private StreamStep? _question;

    private StreamStep(ValuePlan plan, Place place, bool isQuestion, StreamStep? next)
    {
        (Plan, Place, IsQuestion, Next) = (plan, place, isQuestion, next);
        _inner = new StreamStep?[plan is TaggedPlan tagged ? tagged.Cases.Length : 1];
        Variants = plan is TaggedPlan { TagField: null } union ? Array.ConvertAll(union.Cases, static each => new VariantPlace(each.Variant!)) : [];
    }

    public ValuePlan Plan { get; }

    public Place Place { get; }

    /// <summary>Whether nothing is read or written here: the value is complete and is asked whether it is legal.</summary>
    public bool IsQuestion { get; }

    /// <summary>The step after the whole value; null at the end of the stream.</summary>
    public StreamStep? Next { get; }

    /// <summary>The objects of a record union's cases.</summary>
    public VariantPlace[] Variants { get; }

    public static StreamStep? First(IReadOnlyList<StreamValue> values)
    {
        StreamStep? next = null;
        for (int i = values.Count - 1; i >= 0; i--)
        {
            next = new(values[i].Plan, values[i].Place, isQuestion: false, next);
        }

        return next;
    }

    /// <summary>The first step inside a record or array, or inside one case of a tagged value; the step after it where that holds nothing.</summary>
    public StreamStep? Enter(int which = 0) => _inner[which] ??= Plan switch
    {
        RecordPlan record => Fields(record.Fields, Place, AfterInner()),
        ArrayPlan array => ElementSteps(array),
        TaggedPlan { TagField: null } union => Fields(union.Cases[which].Fields, Variants[which], AfterVariant(union.Cases[which], Variants[which])),
        TaggedPlan tagged => Fields(tagged.Cases[which].Fields, Place, AfterInner()),
        _ => throw new InvalidOperationException($"{Plan.GetType().Name} has nothing inside."),
    };

    private static StreamStep? Fields(FieldPlan[] fields, Place holder, StreamStep? next)
    {
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            next = new(fields[i].Value, holder.Field(fields[i].Field), isQuestion: false, next);
        }

        return next;
    }

    private StreamStep? ElementSteps(ArrayPlan array)
    {
        StreamStep? next = AfterInner();
        for (int i = array.Count - 1; i >= 0; i--)
        {
            next = new(array.Element, Elements.At(Place, array, i), isQuestion: false, next);
        }

        return next;
    }

    private StreamStep? AfterVariant(CasePlan variant, Place place) =>
        variant.IsValidated ? new(Plan, place, isQuestion: true, AfterInner()) : AfterInner();

    private StreamStep? AfterInner() => Plan.IsValidated ? _question ??= new(Plan, Place, isQuestion: true, Next) : Next;
}
