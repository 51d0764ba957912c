namespace Binder.Native;

/// <summary>One signal, its handlers of ours and the handlers that they were put before. Not for two threads at once.</summary>
internal sealed unsafe class WatchedSignal(int number)
{
    /// <summary>Our handlers by the handler they pass on to: each is made once, however often somebody puts the other back.</summary>
    private readonly Dictionary<nint, ExecutableMemory> _byPrevious = [];
    private readonly HashSet<nint> _ours = [];

    /// <summary>The handler found first. It was there before any of ours, so that it leads to none of them.</summary>
    private nint _first;

    /// <summary>Looks at the handler, and puts ours before it where it does not lead to ours already.</summary>
    /// <returns>Whether ours is in place now.</returns>
    public bool EnsureOurs()
    {
        SignalAction action;
        if (LibC.ChangeSignalAction(number, null, &action) != 0)
        {
            return false;
        }

        if (LeadsToOurs(action.Handler))
        {
            return true;
        }

        if (action.Handler is SignalAction.Default or SignalAction.Ignore || (action.Flags & SignalAction.Once) != 0)
        {
            return false;
        }

        if (_first == 0)
        {
            _first = action.Handler;
        }

        // Flags and mask as they were: on which stack, and what else waits meanwhile, is the runtime's choice.
        action.Handler = Before(action.Handler);
        action.Flags |= SignalAction.ThreeArguments;
        return LibC.ChangeSignalAction(number, &action, null) == 0;
    }

    /// <summary>Another copy of this library may have put its handler before ours: two that did so in turn would never end.</summary>
    private bool LeadsToOurs(nint handler)
    {
        while (handler != 0 && !_ours.Contains(handler))
        {
            handler = FaultHandler.Previous(handler);
        }

        return handler != 0;
    }

    private nint Before(nint previous)
    {
        if (!_byPrevious.TryGetValue(previous, out ExecutableMemory? page))
        {
            ExecutableMemory copy = FaultSafeCopy.Page;
            page = ExecutableMemory.Map(NativeCode.Host.FaultHandler(FaultSafeCopy.Code, copy.Address, previous, _first));
            _byPrevious.Add(previous, page);
            _ours.Add(page.Address);
        }

        return page.Address;
    }
}
