namespace Binder.Emit;

/// <summary>Asynchronous handlers hold the thread that trapped until they are done: its frame and its copies live that long.</summary>
internal static class AsyncHandlers
{
    /// <summary>
    /// Takes the thread's synchronization context away while a handler runs, and gives it for <see cref="Restore"/>: a handler that goes
    /// on there would wait for this thread, which waits for the handler.
    /// </summary>
    public static SynchronizationContext? Detach()
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        if (context is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        return context;
    }

    /// <summary>Gives the thread its synchronization context back.</summary>
    public static void Restore(SynchronizationContext? context)
    {
        if (context is not null)
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public static T Wait<T>(ValueTask<T> pending)
    {
        if (pending.IsCompletedSuccessfully)
        {
            return pending.Result;
        }

        Task<T> task = pending.AsTask();
        Hold(task);
        return task.GetAwaiter().GetResult();
    }

    public static void WaitVoid(ValueTask pending)
    {
        if (!pending.IsCompletedSuccessfully)
        {
            Task task = pending.AsTask();
            Hold(task);
            task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Returns when the task is done, whatever became of it. An interrupt waits for the thread's next wait.</summary>
    private static void Hold(Task task)
    {
        bool isInterrupted = false;
        while (!task.IsCompleted)
        {
            try
            {
                Task.WaitAny(task);
            }
            catch (ThreadInterruptedException)
            {
                isInterrupted = true;
            }
        }

        if (isInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }
}
