namespace Binder.Kernel;

/// <summary>
/// The marks of every thread that needed more than its <see cref="ThreadSlot"/>. Held weakly: a thread's end frees them, and no call
/// outlives its thread.
/// </summary>
internal static class MarkedThreads
{
    private static readonly Lock s_lock = new();
    private static readonly List<WeakReference<CallMarks>> s_threads = [];
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

    /// <summary>
    /// Finds a call of a kernel that <paramref name="own"/>'s thread disposes, or null. Its own calls do not count: they
    /// cannot end before it goes on. Where it is inside one itself, neither do those of other threads in the same situation, which
    /// would wait for it in turn.
    /// </summary>
    public static RunningCall? FindInside(long kernel, CallMarks own)
    {
        bool inside = own.IsInside(kernel, out _);
        lock (s_lock)
        {
            foreach (ref readonly ThreadSlot slot in ThreadSlots.All)
            {
                if (Volatile.Read(in slot.Mark.Kernel) == kernel && slot.Thread != own.Thread && !(inside && IsDisposing(slot.Thread, kernel)))
                {
                    return new(slot.Mark.Number, slot.ThreadId);
                }
            }

            foreach (WeakReference<CallMarks> thread in s_threads)
            {
                if (thread.TryGetTarget(out CallMarks? marks)
                    && marks != own
                    && marks.IsInsideInner(kernel, out ulong number)
                    && !(inside && marks.Disposing == kernel))
                {
                    return new(number, marks.ThreadId);
                }
            }
        }

        return null;
    }

    /// <summary>Whether a thread disposes a kernel. To do that it has marks.</summary>
    private static bool IsDisposing(nint thread, long kernel)
    {
        foreach (WeakReference<CallMarks> other in s_threads)
        {
            if (other.TryGetTarget(out CallMarks? marks) && marks.Thread == thread && marks.Disposing == kernel)
            {
                return true;
            }
        }

        return false;
    }
}
