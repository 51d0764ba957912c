using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Native;

namespace Binder.Kernel;

/// <summary>
/// Slots that threads find by their thread pointers, without a thread static. A thread takes one with its first call and gives it back as
/// it ends. Where that is crowded, or thread pointers are not known, threads have none.
/// </summary>
/// <remarks>
/// No fence is needed to tell one's own slot from others: only the thread that has a pointer writes it, and no two that live have the same.
/// Were a slot not given back, the next thread that gets the pointer would have it, its mark at rest: calls would still be found by whoever
/// looks at all slots, only the managed id would be wrong.
/// </remarks>
internal static unsafe class ThreadSlots
{
    private const int Count = 256;

    /// <summary>How many slots are looked at for one thread.</summary>
    private const int Tries = 8;

    /// <summary>Thread control blocks are in blocks of whole pages, most often one page more than a power of two apart.</summary>
    private const int PageBits = 12;

    /// <summary>An address of native memory, never freed.</summary>
    private static readonly nint s_slots = Allocate();

    public static ReadOnlySpan<ThreadSlot> All => new((void*)s_slots, Count);

    /// <summary>How many threads have one.</summary>
    public static int Used
    {
        get
        {
            int used = 0;
            foreach (ref readonly ThreadSlot slot in All)
            {
                used += slot.Thread == 0 ? 0 : 1;
            }

            return used;
        }
    }

    /// <summary>The slot in which a thread's is looked for first; it may be another's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ThreadSlot* First(nint thread) => At((nuint)thread >> PageBits);

    /// <summary>A thread's slot; null where it has none.</summary>
    public static ThreadSlot* Find(nint thread)
    {
        for (nuint i = 0; i < Tries && ThreadPointer.IsKnown; i++)
        {
            ThreadSlot* slot = At(((nuint)thread >> PageBits) + i);
            if (Volatile.Read(ref slot->Thread) == thread)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>A slot for the calling thread, which has none yet; null where none is to be had.</summary>
    public static ThreadSlot* Take(nint thread)
    {
        for (nuint i = 0; i < Tries && ThreadPointer.IsKnown; i++)
        {
            ThreadSlot* slot = At(((nuint)thread >> PageBits) + i);
            if (Interlocked.CompareExchange(ref slot->Thread, thread, 0) == 0)
            {
                slot->ThreadId = Environment.CurrentManagedThreadId;
                if (ThreadPointer.ClearAtEnd(&slot->Thread))
                {
                    return slot;
                }

                Volatile.Write(ref slot->Thread, 0);
                return null;
            }
        }

        return null;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ThreadSlot* At(nuint index) => (ThreadSlot*)s_slots + index % Count;

    private static nint Allocate()
    {
        nuint bytes = (nuint)(Count * sizeof(ThreadSlot));
        void* slots = NativeMemory.AlignedAlloc(bytes, (nuint)sizeof(ThreadSlot));
        NativeMemory.Clear(slots, bytes);
        return (nint)slots;
    }
}
