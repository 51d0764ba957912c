namespace Binder.Kernel;

/// <summary>
/// The marks of every thread that needed more than its <see cref="ThreadSlot"/>. Held weakly: a thread's end frees them, and no call
/// outlives its thread.
/// </summary>
internal static class MarkedThreads
{
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<CallMarks>> s_threads = [];
    private static readonly List<Disposal> s_disposals = [];
    private static int s_next = 16;

    /// <summary>How many are remembered, dead ones not yet forgotten among them.</summary>
    public static int Count
    {
        get
        {
            lock (s_lock)
            {
                return s_threads.Count;
            }
        }
    }

    public static void Add(CallMarks marks)
    {
        lock (s_lock)
        {
            if (s_threads.Count >= s_next)
            {
                s_threads.RemoveAll(thread => !thread.TryGetTarget(out _));
                s_next = Math.Max(16, s_threads.Count * 2);
            }

            s_threads.Add(new(marks));
        }
    }

    /// <summary>Notes a disposal; <see cref="End"/> must follow.</summary>
    public static void Begin(Disposal disposal)
    {
        lock (s_lock)
        {
            s_disposals.Add(disposal);
        }
    }

    /// <summary>Forgets a disposal.</summary>
    public static void End(Disposal disposal)
    {
        lock (s_lock)
        {
            s_disposals.Remove(disposal);
        }
    }

    /// <summary>
    /// Finds a call of the kernel that is disposed, or null. Calls of threads that <see cref="Disposal.Holds(CallMarks)">wait for the disposal</see>
    /// do not count: they cannot end before it does. Where there are such calls, those of other disposals do not count either, which would wait
    /// for them in turn.
    /// </summary>
    public static RunningCall? FindInside(Disposal disposal)
    {
        lock (s_lock)
        {
            bool isInside = false;
            RunningCall? free = null;
            RunningCall? held = null;
            foreach (ref readonly ThreadSlot slot in ThreadSlots.All)
            {
                if (Volatile.Read(in slot.Mark.Kernel) == disposal.Kernel)
                {
                    RunningCall call = new(slot.Mark.Number, slot.ThreadId);
                    if (disposal.Holds(in slot))
                    {
                        isInside = true;
                    }
                    else if (IsHeldByOther(in slot, disposal))
                    {
                        held = call;
                    }
                    else
                    {
                        free = call;
                    }
                }
            }

            foreach (WeakReference<CallMarks> thread in s_threads)
            {
                if (thread.TryGetTarget(out CallMarks? marks) && marks.IsInsideInner(disposal.Kernel, out ulong number))
                {
                    RunningCall call = new(number, marks.ThreadId);
                    if (disposal.Holds(marks))
                    {
                        isInside = true;
                    }
                    else if (s_disposals.Exists(other => other.Kernel == disposal.Kernel && other.Holds(marks)))
                    {
                        held = call;
                    }
                    else
                    {
                        free = call;
                    }
                }
            }

            return free ?? (isInside ? null : held);
        }
    }

    private static bool IsHeldByOther(in ThreadSlot slot, Disposal disposal)
    {
        foreach (Disposal other in s_disposals)
        {
            if (other.Kernel == disposal.Kernel && other.Holds(in slot))
            {
                return true;
            }
        }

        return false;
    }
}
