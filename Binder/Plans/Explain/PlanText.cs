using Binder.Model;

namespace Binder.Plans;

/// <summary>A plan in words.</summary>
internal static class PlanText
{
    private const string NoFields = "nowhere: it has no fields";

    public static SyscallExplanation Explain(CallPlan plan)
    {
        List<ValuePlacement> arguments = [];
        ValueLayout layout = LayoutExplainer.Explain(plan, (argument, first, bytes) => Add(argument, StreamPlace(first, bytes)));
        foreach (ArgumentPlan argument in plan.Stream is null ? plan.Arguments : [])
        {
            Add(argument, Place(plan, argument));
        }

        AnswerPlan answer = plan.Answer;
        return new(plan.Number, plan.Call.Name, plan.Call.Signature, arguments, layout, Answer(plan))
        {
            AnswerEncoding = answer.Stream is null ? AbiEncoding.Registers : AbiEncoding.Packed,
            AreaRegister = answer.HasArea ? new RegisterNames(plan.Shape)[plan.AreaRegister] : null,
            AreaBytes = answer.Carrier switch
            {
                AnswerCarrier.Area => UnmanagedTypes.SizeOf(answer.Value),
                AnswerCarrier.StreamArea => answer.Stream!.MaxBytes,
                _ => 0,
            },
        };

        void Add(ArgumentPlan argument, string place) =>
            arguments.Add(new(FieldPaths.Of(argument), MemberNames.TypeOf(argument.Parameter), place));
    }

    private static string StreamPlace(ByteRange first, ByteRange bytes) => (first, bytes) switch
    {
        (_, { Max: 0 }) => NoFields,
        ({ IsFixed: true }, { IsFixed: true, Max: 1 }) => $"byte {first}",
        ({ IsFixed: true }, { IsFixed: true }) => $"bytes {first}-{first.Max + bytes.Max - 1}",
        _ => $"{bytes} bytes from byte {first}",
    };

    private static string Place(CallPlan plan, ArgumentPlan argument)
    {
        RegisterNames names = new(plan.Shape);
        string first = argument.Registers > 0 ? names[argument.FirstRegister] : "";
        return argument switch
        {
            ValueArgument { Leaves: [{ Path: [] }] } => first,
            ValueArgument { Leaves: [] } => NoFields,
            ValueArgument value => string.Join(", ", value.Leaves.Select((leaf, i) => $"{names[value.FirstRegister + i]} {FieldPaths.Of("", leaf)}")),
            HandleArgument => $"{first} handle",
            SpanArgument { Count: SpanCount.Register } => $"{first} address, {names[argument.FirstRegister + 1]} count",
            SpanArgument { Count: SpanCount.Fixed count } => $"{first} address of {count.Length}",
            SpanArgument { Count: SpanCount.Parameter count } =>
                $"{first} address, {(count.InBytes ? "bytes" : "count")} in {plan.Arguments[count.Index].Parameter.Name}",
            TextArgument { Form: StringForm.Counted } => $"{first} address, {names[argument.FirstRegister + 1]} count of UTF-8 bytes",
            TextArgument => $"{first} address of NUL-terminated UTF-8",
            PathArgument => $"{first} address of NUL-terminated bytes",
            _ => $"{first} address",
        };
    }

    private static string Answer(CallPlan plan)
    {
        AnswerPlan answer = plan.Answer;
        string first = Register(plan, 0);
        string value = answer.Carrier switch
        {
            AnswerCarrier.Nothing => "",
            AnswerCarrier.Area => $"memory at {new RegisterNames(plan.Shape)[plan.AreaRegister]}",
            AnswerCarrier.StreamArea => $"a stream in memory at {new RegisterNames(plan.Shape)[plan.AreaRegister]}",
            AnswerCarrier.Stream => $"a stream from {Register(plan, 0)} on",
            AnswerCarrier.Handle => $"{first} handle",
            _ when answer.Way == AnswerWay.NegativeErrno => first,
            _ => Scalars(plan, answer.Leaves),
        };
        return answer.Way == AnswerWay.NegativeErrno
            ? $"{And(value, answer.Leaves.Length > 0 ? "" : $"{first} 0")}; -4095 to -1: error"
            : answer.Way == AnswerWay.TaggedStream ? TaggedStream(plan, value)
            : Tagged(plan, value);
    }

    private static string TaggedStream(CallPlan plan, string value)
    {
        string status = Register(plan, plan.Layout.StatusRegister);
        return $"{value}, {status} 0; {status} 1 to 3: rejection";
    }

    private static string Tagged(CallPlan plan, string value)
    {
        string status = Register(plan, plan.Layout.StatusRegister);
        string error = plan.Answer.ErrorLeaves.Length > 0 ? $" in {Scalars(plan, plan.Answer.ErrorLeaves)}" : "";
        return $"{And(value, $"{status} 0")}; {status} 4: error{error}; {status} 1 to 3: rejection";
    }

    private static string And(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : $"{first}, {second}";

    private static string Register(CallPlan plan, int register)
    {
        RegisterNames names = new(plan.Shape);
        int argument = plan.Layout.Returns[register];
        return plan.Answer.Way == AnswerWay.NegativeErrno ? names.Answer(argument) : names[argument];
    }

    private static string Scalars(CallPlan plan, Leaf[] leaves) =>
        string.Join(", ", leaves.Select((leaf, i) => leaf.Path.Length == 0 ? Register(plan, i) : $"{Register(plan, i)} {FieldPaths.Of("", leaf)}"));
}
