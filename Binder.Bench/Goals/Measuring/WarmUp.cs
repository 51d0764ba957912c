namespace Binder.Bench.Goals.Measuring;

/// <summary>Runs a loop until the runtime has compiled all of it for good.</summary>
internal static class WarmUp
{
    // Plain code, then code that counts, then optimized code: each step waits for calls, for 100 ms without new methods, and for the
    // compiler's thread. There is no event to wait for that costs the measured process nothing.
    private const int Rounds = 8, CallsEach = 25_000;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(150);

    public static void Run(params ReadOnlySpan<Loop> loops) => Run(CallsEach, loops);

    /// <summary>The same with more calls, where a loop goes round among many methods: each of them must be called often enough.</summary>
    public static void Run(int callsEach, params ReadOnlySpan<Loop> loops)
    {
        for (int round = 0; round < Rounds; round++)
        {
            foreach (Loop loop in loops)
            {
                loop(callsEach);
            }

            Thread.Sleep(s_pause);
        }

        GC.Collect();
    }
}
