using Binder.Emit;

namespace Binder.Kernel;

/// <summary>A kernel's disposal under way, and which threads cannot end their calls before it returns.</summary>
/// <param name="kernel">The kernel's id.</param>
/// <param name="own">The marks of the thread that disposes.</param>
/// <param name="flow">The handler that it runs for, where that is an <c>async</c> one.</param>
internal sealed class Disposal(long kernel, CallMarks own, HandlerFlow? flow)
{
    public long Kernel { get; } = kernel;

    /// <summary>Whether the thread of a slot disposes, or waits for an <c>async</c> handler that does.</summary>
    public bool Holds(in ThreadSlot slot)
    {
        bool holds = slot.Thread == own.Thread;
        for (HandlerFlow? each = flow; each is not null && !holds; each = each.Outer)
        {
            holds = slot.Thread == each.Thread;
        }

        return holds;
    }

    /// <summary>Whether the thread of these marks disposes, or waits for an <c>async</c> handler that does.</summary>
    public bool Holds(CallMarks marks)
    {
        bool holds = marks == own;
        for (HandlerFlow? each = flow; each is not null && !holds; each = each.Outer)
        {
            holds = marks.ThreadId == each.ThreadId;
        }

        return holds;
    }
}
