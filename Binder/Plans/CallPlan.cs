using Binder.Boundary;

namespace Binder.Plans;

/// <summary>Where everything of one call travels in one shape: the one thing that emitters, texts and tools read.</summary>
internal sealed class CallPlan(
    SyscallDescriptor call, ulong number, FrameLayout layout, ArgumentPlan[] arguments, StreamPlan? stream, AnswerPlan answer)
{
    public SyscallDescriptor Call { get; } = call;

    public ulong Number { get; } = number;

    public FrameLayout Layout { get; } = layout;

    public AbiShape Shape => Layout.Shape;

    public ArgumentPlan[] Arguments { get; } = arguments;

    /// <summary>The arguments as a packed stream; null where they travel in registers.</summary>
    public StreamPlan? Stream { get; } = stream;

    /// <summary>Why the arguments are packed although the shape prefers registers; null where it leaves no choice, or registers carry them.</summary>
    public string? WhyPacked { get; init; }

    public AnswerPlan Answer { get; } = answer;

    /// <summary>The register that carries the return area's address.</summary>
    public int AreaRegister => Stream is null ? Answer.AreaRegister : Layout.Registers - 1;

    /// <summary>Whether addresses cross that are put there for the caller: of spans, strings, references, a spill area or a return area.</summary>
    public bool CarriesMemory => Stream is { MaxSpill: > 0 } || Answer.HasArea || ArgumentsCarryMemory();

    /// <summary>How many argument registers carry something: the first ones, the return area's address last.</summary>
    public int RegistersUsed => Stream is not null ? Layout.Registers
        : Answer.HasArea ? Answer.AreaRegister + 1
        : Arguments.Length == 0 ? 0
        : Arguments[^1].FirstRegister + Arguments[^1].Registers;

    private bool ArgumentsCarryMemory()
    {
        foreach (ArgumentPlan argument in Arguments)
        {
            if (argument.IsMemory)
            {
                return true;
            }
        }

        return false;
    }
}
