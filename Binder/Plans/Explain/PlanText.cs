using Binder.Model;

namespace Binder.Plans;

/// <summary>A plan in words.</summary>
internal static class PlanText
{
    public static SyscallExplanation Explain(CallPlan plan)
    {
        ValuePlacement[] arguments = new ValuePlacement[plan.Arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            ArgumentPlan argument = plan.Arguments[i];
            arguments[i] = new(
                argument.Parameter.Name ?? $"{i}", MemberNames.TypeOf(argument.Parameter), Place(plan, argument));
        }

        return new(plan.Number, plan.Call.Name, plan.Call.Signature, arguments, Answer(plan));
    }

    private static string Place(CallPlan plan, ArgumentPlan argument)
    {
        RegisterNames names = new(plan.Shape);
        string first = argument.Registers > 0 ? names[argument.FirstRegister] : "";
        return argument switch
        {
            ValueArgument { Leaves: [{ Path: [] }] } => first,
            ValueArgument { Leaves: [] } => "nowhere: it has no fields",
            ValueArgument value => string.Join(", ", value.Leaves.Select((leaf, i) => $"{names[value.FirstRegister + i]} {Path(leaf)}")),
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
        RegisterNames names = new(plan.Shape);
        AnswerPlan answer = plan.Answer;
        string register = names.Answer(plan.Layout.Returns[0]);
        string value = answer.Carrier switch
        {
            AnswerCarrier.Nothing => $"{register} 0",
            AnswerCarrier.Area => $"memory at {names[answer.AreaRegister]}, {register} 0",
            AnswerCarrier.Handle => $"{register} handle",
            _ => register,
        };
        return $"{value}; -4095 to -1: error";
    }

    private static string Path(Leaf leaf) => string.Join('.', leaf.Path.Select(FieldNames.Of));
}
