namespace Binder.Native;

/// <summary>
/// The one owner of SIGSEGV and SIGBUS: puts a <see cref="FaultHandler"/> before the runtime's handlers, so that a fault inside the
/// <see cref="FaultSafeCopy"/> is an answer. Touches nothing before the first copy. What was installed stays, and is never unmapped.
/// </summary>
internal static unsafe class Signals
{
    private static readonly Lock s_making = new();
    private static readonly WatchedSignal[] s_watched = [new(11), new(7)];
    private static bool s_used;

    /// <summary>
    /// For the first copy: installs the handlers. Nothing goes over SIG_DFL or SIG_IGN: whoever set those wants no handler.
    /// </summary>
    /// <returns>Whether faults inside the copy are answers from now on.</returns>
    public static bool Install()
    {
        lock (s_making)
        {
            s_used = true;
            return Watch();
        }
    }

    /// <summary>
    /// For every new kernel and connection, about 1 µs: puts the handlers back where somebody has removed them. Does nothing before
    /// the first copy.
    /// </summary>
    public static void EnsureInstalled()
    {
        if (!Volatile.Read(ref s_used))
        {
            return;
        }

        lock (s_making)
        {
            Watch();
        }
    }

    private static bool Watch()
    {
        bool safe = NativePlatform.IsSupported && !FaultSafeCopy.IsForbidden;
        try
        {
            foreach (WatchedSignal signal in safe ? s_watched : [])
            {
                safe &= signal.EnsureOurs();
            }
        }
        catch (InvalidOperationException)
        {
            // No executable memory to be had: the slow way needs none.
            safe = false;
        }

        FaultSafeCopy.Enable(safe);
        return safe;
    }
}
