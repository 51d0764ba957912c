using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Binder.Kernel;

/// <summary>
/// The connections of this process's kernels, by the token that travels beside a frame: index of a slot in the low half, its
/// generation in the high half. A token outlives its connection and is then found no more, whoever has the slot by now.
/// </summary>
/// <remarks>Slots are held weakly, so that a kernel and its connections that nobody holds are collected, disposed or not.</remarks>
internal static class KernelTable
{
    private static readonly Lock s_lock = new();
    private static readonly Stack<int> s_free = [];
    private static Slot[] s_slots = [];
    private static int s_used;

    /// <summary>Read without the lock, so never changed but by a longer copy. A slot's handle is made once and never freed.</summary>
    private static WeakGCHandle<HostedAbi>[] s_handles = [];

    /// <summary>How many slots were ever in use at once.</summary>
    public static int Slots
    {
        get
        {
            lock (s_lock)
            {
                return s_used;
            }
        }
    }

    /// <summary>How many connections there are.</summary>
    public static int Count
    {
        get
        {
            lock (s_lock)
            {
                return s_used - s_free.Count;
            }
        }
    }

    /// <summary>The connection of a token; false where there is none (any more), or where it was made meanwhile: see <see cref="KernelGate"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFind(ulong token, [NotNullWhen(true)] out HostedAbi? connection)
    {
        WeakGCHandle<HostedAbi>[] handles = s_handles;
        uint index = (uint)token;
        connection = null;
        return index < (uint)handles.Length && handles[index].TryGetTarget(out connection) && connection.Token == token;
    }

    /// <summary>Gives a connection its token. A closed kernel's gets none: it keeps 0, which is never found.</summary>
    public static void Add(HostedAbi connection)
    {
        lock (s_lock)
        {
            // A kernel closes first and then removes its connections under this lock, so none slips in between.
            if (connection.Kernel.IsClosed)
            {
                return;
            }

            if (s_free.Count == 0 && s_used == s_slots.Length)
            {
                Grow();
            }

            int index = s_free.Count > 0 ? s_free.Pop() : s_used++;
            ref Slot slot = ref s_slots[index];
            slot.Kernel = connection.Kernel.Id;
            slot.Generation++;
            connection.Token = (ulong)slot.Generation << 32 | (uint)index;
            s_handles[index].SetTarget(connection);
        }
    }

    /// <summary>Forgets a connection; without effect where its token is stale.</summary>
    public static void Remove(ulong token)
    {
        lock (s_lock)
        {
            uint index = (uint)token;
            if (index < s_used && s_slots[index].Kernel != 0 && s_slots[index].Generation == token >> 32)
            {
                Free((int)index);
            }
        }
    }

    /// <summary>Forgets all connections of a kernel.</summary>
    [SuppressMessage("Usage", "CA1816", Justification = "Their finalizers would only come here again, to find a stale token.")]
    public static void RemoveAll(long kernel)
    {
        lock (s_lock)
        {
            for (int index = 0; index < s_used; index++)
            {
                if (s_slots[index].Kernel == kernel)
                {
                    if (s_handles[index].TryGetTarget(out HostedAbi? connection))
                    {
                        GC.SuppressFinalize(connection);
                    }

                    Free(index);
                }
            }
        }
    }

    private static void Free(int index)
    {
        s_handles[index].SetTarget(null!);
        s_slots[index].Kernel = 0;

        // A slot whose generations are used up is left alone: a token is never given twice.
        if (s_slots[index].Generation != uint.MaxValue)
        {
            s_free.Push(index);
        }
    }

    private static void Grow()
    {
        int length = Math.Max(16, s_slots.Length * 2);
        WeakGCHandle<HostedAbi>[] handles = new WeakGCHandle<HostedAbi>[length];
        s_handles.CopyTo(handles, 0);
        for (int i = s_handles.Length; i < length; i++)
        {
            handles[i] = new(null!);
        }

        Array.Resize(ref s_slots, length);
        Volatile.Write(ref s_handles, handles);
    }

    private struct Slot
    {
        public uint Generation;

        /// <summary>0 where the slot is free.</summary>
        public long Kernel;
    }
}
