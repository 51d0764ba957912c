using ThreadState = System.Threading.ThreadState;

namespace Binder.Tests.Kernel;

/// <summary>Waits for what other threads do, without a clock.</summary>
internal static class ThreadStates
{
    /// <summary>Returns when the thread sleeps in a wait, or has ended. Allocates nothing.</summary>
    public static void UntilAsleep(this Thread thread)
    {
        while ((thread.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) == 0)
        {
            Thread.Yield();
        }
    }

    public static void Until(Func<bool> holds)
    {
        while (!holds())
        {
            Thread.Yield();
        }
    }

    /// <summary>Takes a pending interrupt of the calling thread.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool TakeInterrupt()
    {
        try
        {
            Thread.Sleep(0);
            return false;
        }
        catch (ThreadInterruptedException)
        {
            return true;
        }
    }
}
