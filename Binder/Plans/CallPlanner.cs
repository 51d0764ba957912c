using System.Diagnostics.CodeAnalysis;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Plans;

/// <summary>Plans the calls of contracts for one shape, and collects everything that does not go.</summary>
internal sealed class CallPlanner
{
    private readonly AbiShape _shape;
    private readonly FrameLayout _layout;
    private readonly DiagnosticList _problems;
    private readonly ValuePlanner _values;
    private readonly ArgumentPlanner _arguments;
    private readonly AnswerPlanner _answers;

    /// <param name="shape">The shape.</param>
    /// <param name="problems">What does not go is told here.</param>
    /// <param name="isLent">Whether memory for what frames point at is somebody else's business: a lender's, or that of a kernel's callers.</param>
    public CallPlanner(AbiShape shape, DiagnosticList problems, bool isLent = false)
    {
        bool canCopy = isLent || ScratchStack.HasLow;
        (_shape, _problems, _layout) = (shape, problems, new FrameLayout(shape));
        _values = new(shape);
        _arguments = new(shape, _values, problems, canCopy);
        _answers = new(_layout, shape.Answers is null ? _values : new ValuePlanner(_layout.AnswerShape), problems, canCopy);
    }

    /// <summary>Plans one contract. Where an error is told, some of its calls are missing.</summary>
    [RequiresUnreferencedCode("Reads the members of the contract's types.")]
    public CallPlan[] Plan(List<SyscallDescriptor> callsOfOneContract)
    {
        CallPlan[] plans = new CallPlan[callsOfOneContract.Count];
        int planned = 0;
        NumberedCalls numbered = new(plans.Length);
        for (int i = 0; i < plans.Length; i++)
        {
            SyscallDescriptor call = callsOfOneContract[i];
            ulong? number = Number(call);
            CallPlan? plan = PlanCall(call, number ?? 0);
            if (number is not { } known)
            {
                continue;
            }

            if (numbered.Add(known, call) is { } other && other.Name != call.Name)
            {
                _problems.Add(TravelDiagnostics.DuplicateNumber(other, call, known));
            }

            foreach (Type union in _values.TakeUntagged())
            {
                _problems.Add(TravelDiagnostics.UntaggedUnion(union));
            }

            if (plan is not null)
            {
                plans[planned++] = plan;
            }
        }

        Array.Resize(ref plans, planned);
        return plans;
    }

    private ulong? Number(SyscallDescriptor call)
    {
        if (call.DeclaredNumber is { } declared)
        {
            return declared;
        }

        if (_shape.Numbers.TryGetNumber(call.Name, out ulong number))
        {
            return number;
        }

        _problems.Add(TravelDiagnostics.UnknownName(call, _shape));
        return null;
    }

    [RequiresUnreferencedCode("Reads the members of the contract's types.")]
    private CallPlan? PlanCall(SyscallDescriptor call, ulong number)
    {
        ArgumentPlan[]? arguments = null;
        AnswerPlan? answer = null;
        try
        {
            arguments = _arguments.Plan(call);
            answer = _answers.Plan(call.Method);
        }
        catch (Exception exception) when (exception is TypeLoadException or FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            _problems.Add(TravelDiagnostics.NotLoadable(call, exception));
        }

        if (arguments is null || answer is null)
        {
            return null;
        }

        SyscallDiagnostic? misfit = _shape.Encoding == AbiEncoding.Packed ? null : Misfit(call, arguments, answer);
        bool packs = _shape.Encoding == AbiEncoding.Packed || (misfit is not null && _shape.Encoding == AbiEncoding.Auto && _layout.CanPack);
        if (misfit is not null && !packs)
        {
            _problems.Add(misfit);
            return null;
        }

        StreamPlan? stream = packs ? PackedArguments.Plan(_layout, arguments) : null;
        if (stream?.MaxBytes > PackedSize.Most)
        {
            _problems.Add(TravelDiagnostics.TooManyBytes(call));
            return null;
        }

        answer.AreaRegister = NumberWords(arguments, packs);
        return new(call, number, _layout, arguments, stream, answer) { WhyPacked = misfit?.Reason };
    }

    /// <summary>Why registers cannot carry the call; null where they can.</summary>
    private SyscallDiagnostic? Misfit(SyscallDescriptor call, ArgumentPlan[] arguments, AnswerPlan answer)
    {
        int needed = 0;
        foreach (ArgumentPlan argument in arguments)
        {
            Refusal? refusal = argument switch
            {
                ValueArgument value => value.Value.RefuseFlat(_shape),
                HandleArgument => Refusals.HandleIn(_shape, argument.Parameter.ParameterType),
                _ => null,
            };
            if (refusal is not null)
            {
                return TravelDiagnostics.CannotTravel(argument.Parameter, refusal);
            }

            needed += argument.Registers;
        }

        return needed > _layout.Registers ? TravelDiagnostics.TooManyArguments(call, arguments, _shape)
            : needed == _layout.Registers && answer.HasArea ? TravelDiagnostics.NoRegisterForArea(call, _layout)
            : null;
    }

    /// <summary>Numbers the words of all arguments through; in a packed stream values have none.</summary>
    /// <returns>How many there are.</returns>
    private static int NumberWords(ArgumentPlan[] arguments, bool packs)
    {
        int next = 0;
        foreach (ArgumentPlan argument in arguments)
        {
            argument.FirstRegister = next;
            next += packs && argument is ValueArgument ? 0 : argument.Registers;
        }

        return next;
    }
}
