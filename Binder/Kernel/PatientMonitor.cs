namespace Binder.Kernel;

/// <summary>
/// <see cref="Monitor"/> for those who may not leave before they are done: an interrupt does not end a wait, it is only noted. Who
/// notes one owes it to the thread's next wait, by <see cref="Thread.Interrupt"/>.
/// </summary>
internal static class PatientMonitor
{
    public static void Enter(object gate, ref bool isInterrupted)
    {
        bool isTaken = false;
        while (!isTaken)
        {
            try
            {
                Monitor.Enter(gate, ref isTaken);
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }
    }

    /// <summary>Waits for a pulse, or returns early: the caller looks again whether what it waits for holds.</summary>
    public static void Wait(object gate, ref bool isInterrupted)
    {
        try
        {
            Monitor.Wait(gate);
        }
        catch (ThreadInterruptedException)
        {
            isInterrupted = true;
        }
    }
}
