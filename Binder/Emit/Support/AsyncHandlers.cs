namespace Binder.Emit;

/// <summary>Asynchronous handlers hold the thread that trapped until they are done: its frame and its copies live that long.</summary>
internal static class AsyncHandlers
{
    public static T Wait<T>(ValueTask<T> pending) => pending.IsCompletedSuccessfully ? pending.Result : pending.AsTask().GetAwaiter().GetResult();

    public static void WaitVoid(ValueTask pending)
    {
        if (!pending.IsCompletedSuccessfully)
        {
            pending.AsTask().GetAwaiter().GetResult();
        }
    }
}
