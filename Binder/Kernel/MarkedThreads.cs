namespace Binder.Kernel;

/// <summary>
/// The marks of every thread that ever called a kernel. Held weakly: a thread's end frees them, and no call outlives its thread.
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
    /// Finds a thread inside a call of a kernel that <paramref name="own"/>'s thread disposes, or null. Its own calls do not count: they
    /// cannot end before it goes on. Where it is inside one itself, neither do those of other threads in the same situation, which
    /// would wait for it in turn.
    /// </summary>
    public static CallMarks? FindInside(long kernel, CallMarks own, out ulong number)
    {
        bool inside = own.IsInside(kernel, out _);
        lock (s_lock)
        {
            foreach (WeakReference<CallMarks> thread in s_threads)
            {
                if (thread.TryGetTarget(out CallMarks? marks)
                    && marks != own
                    && marks.IsInside(kernel, out number)
                    && !(inside && marks.Disposing == kernel))
                {
                    return marks;
                }
            }
        }

        number = 0;
        return null;
    }
}
