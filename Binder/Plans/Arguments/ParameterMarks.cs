using System.Reflection;

namespace Binder.Plans;

/// <summary>The attributes of one parameter, read in one pass: each look-up costs as much as all.</summary>
internal sealed class ParameterMarks
{
    public static readonly ParameterMarks None = new([]);

    private ParameterMarks(object[] all)
    {
        All = all;
        foreach (object attribute in all)
        {
            switch (attribute)
            {
                case NulTerminatedAttribute:
                    IsNulTerminated = true;
                    break;
                case FixedLengthAttribute found:
                    FixedLength = found;
                    break;
                case LengthOfAttribute found:
                    LengthOf = found;
                    break;
                case MaxCountAttribute found:
                    MaxCount = found.Count;
                    break;
            }
        }
    }

    public object[] All { get; }

    public bool IsNulTerminated { get; }

    public FixedLengthAttribute? FixedLength { get; }

    public LengthOfAttribute? LengthOf { get; }

    public int? MaxCount { get; }

    /// <summary>Whether one of them is about how many elements a span has.</summary>
    public bool SayCount => FixedLength is not null || LengthOf is not null;

    public static ParameterMarks Of(ParameterInfo parameter) =>
        IsDescribed(parameter) && parameter.GetCustomAttributes(inherit: false) is { Length: > 0 } all ? new(all) : None;

    /// <summary>What metadata has no row for carries nothing: the usual return value.</summary>
    private static bool IsDescribed(ParameterInfo parameter) => (parameter.MetadataToken & 0xFFFFFF) != 0;

    public static ParameterMarks[] Of(ParameterInfo[] parameters)
    {
        ParameterMarks[] marks = new ParameterMarks[parameters.Length];
        for (int i = 0; i < marks.Length; i++)
        {
            marks[i] = Of(parameters[i]);
        }

        return marks;
    }
}
