using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// The tagged values of a stream that do not depend on another one's case, taken together: one jump decides all their cases. Of several
/// branches that nobody can foretell the processor guesses several wrong; of this jump only one.
/// </summary>
internal sealed class JointCases
{
    /// <summary>The most ways there may be, each with code of its own.</summary>
    private const int MostWays = 64;

    /// <summary>The most steps of all ways together, before those are shared that several ways have in common.</summary>
    private const int MostSteps = 800;

    private readonly List<StreamStep> _steps;

    /// <summary>For each step how many ways the later ones have.</summary>
    private readonly Dictionary<StreamStep, int> _later = [];

    private JointCases(List<StreamStep> steps)
    {
        _steps = steps;
        for (int i = steps.Count - 1; i >= 0; i--)
        {
            _later.Add(steps[i], Ways);
            Ways *= CasesOf(steps[i]).Length;
        }
    }

    /// <summary>How many ways there are.</summary>
    public int Ways { get; } = 1;

    /// <returns>Null where there is nothing to take together, or too much.</returns>
    public static JointCases? Find(StreamStep? first)
    {
        List<StreamStep> steps = [];
        int ways = 1;
        int length = 0;
        for (StreamStep? step = first; step is not null; length++)
        {
            TaggedPlan? tagged = step.IsQuestion ? null : step.Plan as TaggedPlan;
            if (tagged is not null && IsNumbered(tagged))
            {
                steps.Add(step);
                ways *= tagged.Cases.Length;
                if (ways > MostWays)
                {
                    return null;
                }
            }

            step = tagged is not null || step.IsQuestion || step.Plan is ScalarPlan ? step.Next : step.Enter();
        }

        return steps.Count > 1 && ways * length <= MostSteps ? new(steps) : null;
    }

    /// <summary>Whether a step's case is known from the way; if so it is taken off.</summary>
    /// <param name="step">The step.</param>
    /// <param name="way">The cases of this step and all later ones; afterwards those of the later ones alone.</param>
    /// <param name="which">The case.</param>
    public bool TryTake(StreamStep step, ref int way, out int which)
    {
        which = 0;
        if (!_later.TryGetValue(step, out int later))
        {
            return false;
        }

        (which, way) = Math.DivRem(way, later);
        return true;
    }

    /// <summary>Jumps to one of as many labels as there are ways, or goes on where a value's tag is none any more.</summary>
    public void Branch(IlWriter il, Label[] ways)
    {
        for (int i = 0; i < _steps.Count; i++)
        {
            TaggedPlan plan = (TaggedPlan)_steps[i].Plan;
            if (i > 0)
            {
                il.Constant(plan.Cases.Length);
                il.Multiply();
            }

            TagIl.Push(il, plan, _steps[i].Place);
            il.Convert(typeof(uint));
            int first = (int)plan.Cases[0].InMemory;
            if (first != 0)
            {
                il.Constant(first);
                il.Subtract();
            }

            if (i > 0)
            {
                il.Add();
            }
        }

        il.Switch(ways);
    }

    /// <summary>Whether a field numbers the cases one after the other.</summary>
    private static bool IsNumbered(TaggedPlan plan)
    {
        for (int i = 0; i < plan.Cases.Length; i++)
        {
            if (plan.TagField is null || plan.Cases[i].InMemory - plan.Cases[0].InMemory != (ulong)i)
            {
                return false;
            }
        }

        return true;
    }

    private static CasePlan[] CasesOf(StreamStep step) => ((TaggedPlan)step.Plan).Cases;
}
