using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// Decides whether a stream is written and read at positions that are known when the code is emitted: then it goes on once for each
/// position at which a step may lie, shared by all ways that lead there. Few types have too many.
/// </summary>
internal static class StreamGraph
{
    /// <summary>The most positions of all steps together: about 16 bytes of machine code each.</summary>
    private const int MostStates = 400;

    private const int MostElements = 32;

    /// <summary>The most bytes that may spill, since they are kept on the stack, with room for a whole chunk at their end.</summary>
    private const int MostSpill = StackBytes.Most - sizeof(ulong);

    public static bool IsSmall(StreamPlan plan, StreamStep? first)
    {
        if (plan.MaxSpill > MostSpill)
        {
            return false;
        }

        HashSet<(StreamStep Step, int Position)> seen = [];
        Stack<(StreamStep? Step, int Position)> open = new();
        open.Push((first, 0));
        while (open.TryPop(out (StreamStep? Step, int Position) at))
        {
            if (at.Step is not { } step || !seen.Add((step, at.Position)))
            {
                continue;
            }

            if (seen.Count > MostStates || step.Plan is OwnPlan or ArrayPlan { Count: > MostElements })
            {
                return false;
            }

            Follow(step, at.Position, open);
        }

        return true;
    }

    private static void Follow(StreamStep step, int position, Stack<(StreamStep? Step, int Position)> open)
    {
        switch (step)
        {
            case { IsQuestion: true }:
                open.Push((step.Next, position));
                break;
            case { Plan: ScalarPlan scalar }:
                open.Push((step.Next, position + scalar.Bytes));
                break;
            case { Plan: TaggedPlan tagged }:
                for (int i = 0; i < tagged.Cases.Length; i++)
                {
                    open.Push((step.Enter(i), position + tagged.TagBytes));
                }

                break;
            default:
                open.Push((step.Enter(), position));
                break;
        }
    }
}
