using System.Runtime.ExceptionServices;
using Binder.Native;

namespace Binder.Tests.Proxies;

/// <summary>Threads of their own, whose low memory is as empty as on the first call, and which get no more.</summary>
internal static class LowMemoryThread
{
    public static void Refused(Action action) => RefusedAfter(() => { }, action);

    /// <param name="before">Runs while there is memory.</param>
    /// <param name="action">Runs when there is no more.</param>
    public static void RefusedAfter(Action before, Action action)
    {
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                before();
                LowMemory.IsRefused = true;
                action();
            }
#pragma warning disable CA1031 // It is thrown again on the test's thread.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
