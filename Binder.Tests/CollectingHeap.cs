namespace Binder.Tests;

/// <summary>
/// Collects on a thread of its own until disposed. Between two collections it waits until the test has come forward by some steps: threads that are
/// stopped again before they run, as they are where one only collects, make the test take minutes.
/// </summary>
internal sealed class CollectingHeap : IDisposable
{
    private readonly Func<long> _steps;
    private readonly int _stepsPerCollection;
    private readonly Thread _thread;
    private int _collections;
    private bool _isDone;

    /// <param name="steps">How far the test has come; read on this heap's thread.</param>
    /// <param name="stepsPerCollection">How far it comes between two collections.</param>
    public CollectingHeap(Func<long> steps, int stepsPerCollection)
    {
        _steps = steps;
        _stepsPerCollection = stepsPerCollection;
        _thread = new(Collect) { IsBackground = true, Name = nameof(CollectingHeap) };
        _thread.Start();
    }

    /// <summary>How many collections there were.</summary>
    public int Collections => Volatile.Read(ref _collections);

    public void Dispose()
    {
        Volatile.Write(ref _isDone, true);
        _thread.Join();
    }

    private void Collect()
    {
        for (int i = 0; !Volatile.Read(ref _isDone); i++)
        {
            GC.KeepAlive(new byte[i % 5000]);
            GC.Collect(GenerationOf(i), GCCollectionMode.Forced, blocking: true, compacting: true);
            Volatile.Write(ref _collections, i + 1);
            long next = _steps() + _stepsPerCollection;
            while (!Volatile.Read(ref _isDone) && _steps() < next)
            {
                Thread.Yield();
            }
        }
    }

    private static int GenerationOf(int collection) => collection % 16 == 15 ? 2 : collection % 4 == 3 ? 1 : 0;
}
