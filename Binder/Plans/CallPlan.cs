using Binder.Boundary;

namespace Binder.Plans;

/// <summary>Where everything of one call travels in one shape: the one thing that emitters, texts and tools read.</summary>
internal sealed class CallPlan(SyscallDescriptor call, ulong number, FrameLayout layout, ArgumentPlan[] arguments, AnswerPlan answer)
{
    public SyscallDescriptor Call { get; } = call;

    public ulong Number { get; } = number;

    public FrameLayout Layout { get; } = layout;

    public AbiShape Shape => Layout.Shape;

    public ArgumentPlan[] Arguments { get; } = arguments;

    public AnswerPlan Answer { get; } = answer;

    /// <summary>Whether addresses cross that are put there for the caller: of spans, strings, references or a return area.</summary>
    public bool CarriesMemory => Answer.Carrier == AnswerCarrier.Area || Array.Exists(Arguments, argument => argument.IsMemory);

    /// <summary>How many argument registers carry something: the first ones, the return area's address last.</summary>
    public int RegistersUsed => Answer.Carrier == AnswerCarrier.Area ? Answer.AreaRegister + 1
        : Arguments.Length == 0 ? 0
        : Arguments[^1].FirstRegister + Arguments[^1].Registers;
}
