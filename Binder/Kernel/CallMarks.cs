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
/// <para>
/// The marks are a stack in pinned pieces, behind a thread static that is a plain pointer: that costs a call half of what objects
/// do. A piece ends with a mark that is always taken, which sends the next call to the next piece.
/// </para>
/// </remarks>
internal sealed unsafe class CallMarks
{
    private const int FirstPiece = 32;
    private const long Taken = -1;

    /// <summary>Where the thread keeps the place of its next mark: <see cref="_next"/>.</summary>
    [ThreadStatic]
    private static nint t_next;

    /// <summary>Keeps the memory behind <see cref="t_next"/>.</summary>
    [ThreadStatic]
    private static CallMarks? t_current;

    private readonly nint[] _next = GC.AllocateArray<nint>(1, pinned: true);
    private CallMark[][] _pieces = [];
    private long _disposing;

    private CallMarks() => _next[0] = (nint)Add(FirstPiece);

    /// <summary>The calling thread's own.</summary>
    public static CallMarks Current => t_current ?? Create();

    /// <summary>The thread's managed id.</summary>
    public int ThreadId { get; } = Environment.CurrentManagedThreadId;

    /// <summary>The kernel that the thread is disposing, 0 if none.</summary>
    public long Disposing
    {
        get => Volatile.Read(ref _disposing);
        set => Volatile.Write(ref _disposing, value);
    }

    private CallMark** NextPlace => (CallMark**)Unsafe.AsPointer(ref _next[0]);

    /// <summary>Marks a call of the calling thread; <see cref="Leave"/> must follow, on the same thread, for the last mark first.</summary>
    /// <exception cref="OutOfMemoryException">There is no memory for more marks; nothing was marked.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CallMark* Enter(long kernel, ulong number)
    {
        CallMark** next = (CallMark**)t_next;
        if (next == null)
        {
            next = Begin();
        }

        CallMark* mark = *next;
        if (mark->Kernel != 0)
        {
            mark = Continue();
        }

        *next = mark + 1;
        mark->Number = number;
        Volatile.Write(ref mark->Kernel, kernel);
        return mark;
    }

    /// <summary>Takes a mark back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave(CallMark* mark)
    {
        *mark->Next = mark;
        Volatile.Write(ref mark->Kernel, 0);
    }

    /// <summary>Whether the thread is inside a call of the kernel, and of which number. Any thread may ask.</summary>
    public bool IsInside(long kernel, out ulong number)
    {
        foreach (CallMark[] piece in Volatile.Read(ref _pieces))
        {
            foreach (ref CallMark mark in piece.AsSpan())
            {
                if (Volatile.Read(ref mark.Kernel) == kernel)
                {
                    number = mark.Number;
                    return true;
                }
            }
        }

        number = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallMark** Begin() => Current.NextPlace;

    /// <summary>The first mark of the piece after the one that is used up.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallMark* Continue()
    {
        CallMarks marks = t_current!;
        foreach (CallMark[] piece in marks._pieces)
        {
            if (piece[0].Kernel == 0)
            {
                return Address(ref piece[0]);
            }
        }

        return marks.Add(marks._pieces[^1].Length * 2);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallMarks Create()
    {
        CallMarks marks = new();
        MarkedThreads.Add(marks);
        t_current = marks;
        t_next = (nint)marks.NextPlace;
        return marks;
    }

    private CallMark* Add(int length)
    {
        CallMark[] piece = GC.AllocateArray<CallMark>(length, pinned: true);
        foreach (ref CallMark mark in piece.AsSpan())
        {
            mark.Next = NextPlace;
        }

        piece[^1].Kernel = Taken;
        Volatile.Write(ref _pieces, [.. _pieces, piece]);
        return Address(ref piece[0]);
    }

    private static CallMark* Address(ref CallMark pinned) => (CallMark*)Unsafe.AsPointer(ref pinned);
}
