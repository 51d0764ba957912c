using Binder.Model;

namespace Binder.Plans;

/// <summary>Where an answer travels, and how it says that the call failed, in words.</summary>
internal static class AnswerText
{
    public static string Of(CallPlan plan)
    {
        AnswerPlan answer = plan.Answer;
        string value = answer.Carrier switch
        {
            AnswerCarrier.Nothing => "",
            AnswerCarrier.Area => $"memory at {Area(plan)}",
            AnswerCarrier.Handle => $"{Register(plan, 0)} handle",
            AnswerCarrier.Stream => $"packed {Sent(answer)} in {string.Join(", ", Enumerable.Range(0, answer.Stream!.Layout.DataBytes * 8 / plan.Shape.RegisterBits).Select(i => Register(plan, i)))}",
            AnswerCarrier.StreamArea => $"packed {Sent(answer)} in memory at {Area(plan)}",
            _ when answer.Way == AnswerWay.NegativeErrno => Register(plan, 0),
            _ => Scalars(plan, answer.Leaves),
        };
        return answer.Way switch
        {
            AnswerWay.NegativeErrno => $"{And(value, answer.Leaves.Length > 0 ? "" : $"{Register(plan, 0)} 0")}; -4095 to -1: error",
            AnswerWay.TaggedRegisters => TaggedRegisters(plan, value),
            _ => $"{And(value, $"{Status(plan)} 0")}; {Status(plan)} 1 to 3: rejection",
        };
    }

    /// <summary>The name of a register of the answers.</summary>
    public static string Register(CallPlan plan, int register)
    {
        RegisterNames names = new(plan.Shape);
        int argument = plan.Layout.Returns[register];
        return plan.Answer.Way == AnswerWay.NegativeErrno ? names.Answer(argument) : names[argument];
    }

    private static string TaggedRegisters(CallPlan plan, string value)
    {
        string error = plan.Answer.ErrorLeaves.Length > 0 ? $" in {Scalars(plan, plan.Answer.ErrorLeaves)}" : "";
        return $"{And(value, $"{Status(plan)} 0")}; {Status(plan)} 4: error{error}; {Status(plan)} 1 to 3: rejection";
    }

    private static string Sent(AnswerPlan answer) => MemberNames.Of(answer.Stream!.Values[0].Type);

    private static string Area(CallPlan plan) => new RegisterNames(plan.Shape)[plan.AreaRegister];

    private static string Status(CallPlan plan) => Register(plan, plan.Layout.StatusRegister);

    private static string And(string first, string second) => first.Length == 0 ? second : second.Length == 0 ? first : $"{first}, {second}";

    private static string Scalars(CallPlan plan, Leaf[] leaves) =>
        string.Join(", ", leaves.Select((leaf, i) => leaf.Path.Length == 0 ? Register(plan, i) : $"{Register(plan, i)} {FieldPaths.Of("", leaf)}"));
}
