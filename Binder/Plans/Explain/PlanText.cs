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

        return new(plan.Number, plan.Call.Name, plan.Call.Signature, arguments, layout, AnswerText.Of(plan), LayoutExplainer.ExplainAnswer(plan))
        {
            AreaRegister = plan.Answer.HasArea ? new RegisterNames(plan.Shape)[plan.AreaRegister] : null,
            AreaBytes = !plan.Answer.HasArea ? 0 : plan.Answer.Stream?.MaxBytes ?? UnmanagedTypes.SizeOf(plan.Answer.Value),
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
}
