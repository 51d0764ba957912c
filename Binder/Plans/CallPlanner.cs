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
    private readonly ArgumentPlanner _arguments;
    private readonly AnswerPlanner _answers;

    public CallPlanner(AbiShape shape, DiagnosticList problems)
    {
        (_shape, _problems, _layout) = (shape, problems, new FrameLayout(shape));
        ValuePlanner values = new(shape);
        _arguments = new(shape, values, problems);
        _answers = new(shape, values, problems);
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
            arguments = _arguments.Plan(call.Method);
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

        int needed = 0;
        foreach (ArgumentPlan argument in arguments)
        {
            argument.FirstRegister = needed;
            needed += argument.Registers;
        }

        if (needed > _layout.Registers)
        {
            _problems.Add(TravelDiagnostics.TooManyArguments(call, arguments, _layout.Registers));
            return null;
        }

        if (answer.Carrier == AnswerCarrier.Area)
        {
            if (needed == _layout.Registers)
            {
                _problems.Add(TravelDiagnostics.NoRegisterForArea(call, _layout.Registers));
                return null;
            }

            answer.AreaRegister = needed;
        }

        return new(call, number, _layout, arguments, answer);
    }
}
