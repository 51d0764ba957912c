using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Native;

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
/// A thread's outermost call is marked in its <see cref="ThreadSlot"/>, calls inside that one in its object of this class. Dispose
/// looks at every slot, whoever has it, so that a mark counts from the moment it is stored. An object is in <see cref="MarkedThreads"/>
/// before its first mark is.
/// </para>
/// </remarks>
internal sealed unsafe class CallMarks
{
    private const int FirstPiece = 32;

    [ThreadStatic]
    private static CallMarks? t_current;

    /// <summary>Pinned, each twice as long as the one before.</summary>
    private CallMark[][] _pieces = [];

    /// <summary>No mark from here on is in use; of those before only the last ones may have been taken back.</summary>
    private int _used;
    private int _length;

    private CallMarks()
    {
    }

    /// <summary>The calling thread's own.</summary>
    public static CallMarks Current => t_current ?? Create();

    /// <summary>The thread's managed id.</summary>
    public int ThreadId { get; } = Environment.CurrentManagedThreadId;

    /// <summary>The thread's <see cref="ThreadPointer"/>.</summary>
    public nint Thread { get; } = ThreadPointer.Current;

    /// <summary>
    /// Marks a call of the calling thread; <see cref="Leave"/> must follow, on the same thread, for the last mark first. Null, and nothing
    /// is marked, where there is no memory for more marks.
    /// </summary>
    /// <param name="kernel">The kernel's id.</param>
    /// <param name="number">The call's number.</param>
    /// <param name="thread">The calling thread's <see cref="ThreadPointer"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CallMark* Enter(long kernel, ulong number, nint thread)
    {
        ThreadSlot* slot = ThreadSlots.First(thread);
        CallMark* mark = &slot->Mark;
        if (slot->Thread != thread || mark->Kernel != 0)
        {
            mark = Elsewhere(thread);
            if (mark == null)
            {
                return null;
            }
        }

        mark->Number = number;
        Volatile.Write(ref mark->Kernel, kernel);
        return mark;
    }

    /// <summary>Takes a mark back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave(CallMark* mark) => Volatile.Write(ref mark->Kernel, 0);

    /// <summary>Whether the thread is inside a call of the kernel, and of which number. Any thread may ask.</summary>
    public bool IsInside(long kernel, out ulong number)
    {
        ThreadSlot* slot = ThreadSlots.Find(Thread);
        if (slot != null && Volatile.Read(ref slot->Mark.Kernel) == kernel)
        {
            number = slot->Mark.Number;
            return true;
        }

        return IsInsideInner(kernel, out number);
    }

    /// <summary>Whether the thread is inside a call of the kernel that its slot does not mark, and of which number. Any thread may ask.</summary>
    public bool IsInsideInner(long kernel, out ulong number)
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

    /// <summary>A mark for a call whose thread has no slot yet, or not at the first place, or is inside another call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage("Design", "CA1031", Justification = "Native code may stand below: whatever leaves a call ends the process.")]
    private static CallMark* Elsewhere(nint thread)
    {
        ThreadSlot* slot = ThreadSlots.Find(thread);
        if (slot == null)
        {
            slot = ThreadSlots.Take(thread);
        }

        if (slot != null && slot->Mark.Kernel == 0)
        {
            return &slot->Mark;
        }

        try
        {
            return Current.Inner();
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static CallMarks Create()
    {
        CallMarks marks = new();
        MarkedThreads.Add(marks);
        return t_current = marks;
    }

    /// <summary>The next mark. Calls end in the order opposite to that in which they began, so that those in use come first.</summary>
    private CallMark* Inner()
    {
        while (_used > 0 && At(_used - 1).Kernel == 0)
        {
            _used--;
        }

        if (_used == _length)
        {
            int length = _length + FirstPiece;
            Volatile.Write(ref _pieces, [.. _pieces, GC.AllocateArray<CallMark>(length, pinned: true)]);
            _length += length;
        }

        return (CallMark*)Unsafe.AsPointer(ref At(_used++));
    }

    private ref CallMark At(int index)
    {
        int piece = int.Log2(index / FirstPiece + 1);
        return ref _pieces[piece][index - FirstPiece * ((1 << piece) - 1)];
    }
}
