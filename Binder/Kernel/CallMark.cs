namespace Binder.Kernel;

/// <summary>A call that a thread is inside, in pinned memory of <see cref="CallMarks"/>.</summary>
internal unsafe struct CallMark
{
    /// <summary>
    /// The kernel's id, 0 where no call runs. Set after <see cref="Number"/>, so that who sees it sees its number.
    /// </summary>
    public long Kernel;

    public ulong Number;

    /// <summary>Where the thread keeps the place of its next mark; never changes.</summary>
    public CallMark** Next;
}
