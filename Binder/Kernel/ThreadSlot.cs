using System.Runtime.InteropServices;

namespace Binder.Kernel;

/// <summary>The outermost call of one thread, in a cache line of its own.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct ThreadSlot
{
    /// <summary>The <see cref="Native.ThreadPointer"/> of the thread that has this slot, 0 where it is free.</summary>
    public nint Thread;

    public CallMark Mark;

    /// <summary>The thread's managed id.</summary>
    public int ThreadId;
}
