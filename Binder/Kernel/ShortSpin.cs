namespace Binder.Kernel;

/// <summary>
/// The time that is worth spinning before a thread sleeps: about what putting it to sleep and waking it costs. At its end, and all the time
/// where there is one processor, it is given to whoever wants it.
/// </summary>
internal struct ShortSpin
{
    private const int MaxYields = 10;

    private SpinWait _spin;
    private int _yields;

    /// <summary>Lets some time pass, or says that it is time to sleep. Nothing interrupts it.</summary>
    public bool Next()
    {
        if (!_spin.NextSpinWillYield)
        {
            _spin.SpinOnce();
            return true;
        }

        // SpinWait itself would sleep here now and then, and a sleep can be interrupted.
        Thread.Yield();
        return ++_yields < MaxYields;
    }
}
