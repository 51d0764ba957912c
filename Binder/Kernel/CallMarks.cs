using System.Runtime.CompilerServices;

namespace Binder.Kernel;

/// <summary>
/// Which calls one thread is inside, for kernels that are being disposed. Only that thread writes; disposing threads look on.
/// </summary>
/// <remarks>
/// A call stores its mark and then loads the kernel's closed flag; <see cref="HostedKernel.Dispose"/> stores the flag and then
/// looks at the marks. Between a store and a load of something else a processor may swap the two, which only a full fence on both
/// sides prevents. Dispose pays for both by <see cref="Interlocked.MemoryBarrierProcessWide"/>: every thread has either passed
/// its store, then Dispose sees the mark, or has not yet loaded, then it sees the flag. What is left here is that the compiler keeps the
/// order, and volatile accesses do that.
/// </remarks>
internal sealed class CallMarks
{
    private const int FirstDepth = 16;

    [ThreadStatic]
    private static CallMarks? t_current;

    private Mark[] _marks = new Mark[FirstDepth];
    private int _depth;
    private long _disposing;

    private CallMarks()
    {
    }

    /// <summary>The calling thread's own.</summary>
    public static CallMarks Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => t_current ?? Create();
    }

    /// <summary>The thread's managed id.</summary>
    public int ThreadId { get; } = Environment.CurrentManagedThreadId;

    /// <summary>The kernel that the thread is disposing, 0 if none.</summary>
    public long Disposing
    {
        get => Volatile.Read(ref _disposing);
        set => Volatile.Write(ref _disposing, value);
    }

    /// <summary>Marks a call; <see cref="Leave"/> must follow.</summary>
    /// <exception cref="OutOfMemoryException">The marks cannot grow; nothing was marked.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(long kernel, ulong number)
    {
        int depth = _depth;
        Mark[] marks = _marks;
        if ((uint)depth >= (uint)marks.Length)
            marks = Grow();
        ref Mark mark = ref marks[depth];
        _depth = depth + 1;
        mark.Number = number;
        Volatile.Write(ref mark.Kernel, kernel);
    }

    /// <summary>Takes the last mark back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave()
    {
        int depth = _depth - 1;
        _depth = depth;
        Volatile.Write(ref _marks[depth].Kernel, 0);
    }

    /// <summary>Whether the thread is inside a call of the kernel, and of which number. Any thread may ask.</summary>
    public bool IsInside(long kernel, out ulong number)
    {
        foreach (ref Mark mark in Volatile.Read(ref _marks).AsSpan())
        {
            if (Volatile.Read(ref mark.Kernel) == kernel)
            {
                number = mark.Number;
                return true;
            }
        }

        number = 0;
        return false;
    }

    private Mark[] Grow()
    {
        Mark[] larger = new Mark[_marks.Length * 2];
        _marks.CopyTo(larger, 0);
        Volatile.Write(ref _marks, larger);
        return larger;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallMarks Create()
    {
        CallMarks marks = new();
        MarkedThreads.Add(marks);
        return t_current = marks;
    }

    private struct Mark
    {
        /// <summary>0 where no call runs. Set after <see cref="Number"/>, so that who sees it sees its number.</summary>
        public long Kernel;
        public ulong Number;
    }
}
