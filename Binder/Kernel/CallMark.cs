namespace Binder.Kernel;

/// <summary>A call that a thread is inside. Only that thread writes it.</summary>
internal struct CallMark
{
    /// <summary>
    /// The kernel's id, 0 where no call runs. Set after <see cref="Number"/>, so that who sees it sees its number.
    /// </summary>
    public long Kernel;

    public ulong Number;
}
