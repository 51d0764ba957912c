using Binder.Boundary;

namespace Binder.Kernel;

/// <summary>
/// Calls on their way to one kernel thread, in the order in which they came. It knows neither kernel nor ABI, so that a thread that
/// waits here keeps neither alive.
/// </summary>
/// <param name="capacity">How many calls may wait; more wait for a place.</param>
/// <remarks>The calls are their own list: nothing is allocated for one, whatever the capacity.</remarks>
internal sealed class TwoThreadChannel(int capacity)
{
    private readonly object _gate = new();
    private TwoThreadCall? _first;
    private TwoThreadCall? _last;
    private int _waiting;
    private int _sleepingSenders;
    private bool _isReceiverAsleep;
    private bool _isClosed;
    private ulong _taken;

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>The number of the call that was taken last.</summary>
    public ulong Taken => Volatile.Read(ref _taken);

    /// <summary>Sends a call, as soon as there is a place for it.</summary>
    /// <returns>False where the channel is closed: the call is still the sender's.</returns>
    public bool TrySend(TwoThreadCall call, ref bool isInterrupted)
    {
        PatientMonitor.Enter(_gate, ref isInterrupted);
        while (_waiting == capacity && !_isClosed)
        {
            _sleepingSenders++;
            PatientMonitor.Wait(_gate, ref isInterrupted);
            _sleepingSenders--;
        }

        bool isSent = !_isClosed;
        if (isSent)
        {
            Append(call);
            if (_isReceiverAsleep)
            {
                // All: senders may sleep here too, and one of them would sleep on.
                Monitor.PulseAll(_gate);
            }
        }

        Monitor.Exit(_gate);
        return isSent;
    }

    /// <summary>Takes the first call, as soon as there is one; null when the channel is closed. For one thread.</summary>
    public TwoThreadCall? Take()
    {
        ShortSpin spin = default;
        while (Volatile.Read(ref _waiting) == 0 && spin.Next())
        {
        }

        // An interrupt here came too late for the handler it was meant for, and the next one has nothing to do with it.
        bool isInterrupted = false;
        PatientMonitor.Enter(_gate, ref isInterrupted);
        while (_waiting == 0 && !_isClosed)
        {
            _isReceiverAsleep = true;
            PatientMonitor.Wait(_gate, ref isInterrupted);
            _isReceiverAsleep = false;
        }

        TwoThreadCall? call = _isClosed ? null : RemoveFirst();
        if (call is not null && _sleepingSenders > 0)
        {
            // One: there is one place, and whoever takes it from the sender that wakes leaves another pulse to come.
            Monitor.Pulse(_gate);
        }

        Monitor.Exit(_gate);
        return call;
    }

    /// <summary>Ends the calls that wait, and refuses those that come. May be called again, and by any thread.</summary>
    public void Close()
    {
        bool isInterrupted = false;
        PatientMonitor.Enter(_gate, ref isInterrupted);
        TwoThreadCall? call = _first;
        _first = null;
        _last = null;
        Volatile.Write(ref _waiting, 0);
        Volatile.Write(ref _isClosed, true);
        Monitor.PulseAll(_gate);
        Monitor.Exit(_gate);

        while (call is not null)
        {
            // Read before the call ends, when it is its thread's again.
            TwoThreadCall? next = call.Next;
            call.Next = null;
            call.End(CallOutcome.Closed, ref isInterrupted);
            call = next;
        }

        if (isInterrupted)
        {
            Thread.CurrentThread.Interrupt();
        }
    }

    private void Append(TwoThreadCall call)
    {
        if (_last is null)
        {
            _first = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
        Volatile.Write(ref _waiting, _waiting + 1);
    }

    private TwoThreadCall RemoveFirst()
    {
        TwoThreadCall call = _first!;
        _first = call.Next;
        call.Next = null;
        if (_first is null)
        {
            _last = null;
        }

        Volatile.Write(ref _taken, call.Frame.Number);
        Volatile.Write(ref _waiting, _waiting - 1);
        return call;
    }
}
