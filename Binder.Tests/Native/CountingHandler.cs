using System.Runtime.InteropServices;
using Binder.Native;

namespace Binder.Tests.Native;

/// <summary>Somebody else's handler for SIGSEGV: counts, and goes on to the one before it.</summary>
internal sealed unsafe class CountingHandler
{
    // Never freed: a signal may come as long as the process lives.
    private readonly nint* _cell = (nint*)NativeMemory.AllocZeroed(2, (nuint)sizeof(nint));

    public CountingHandler()
    {
        byte[] nothing = HostCode.Current.Return();
        nint page = ExecutableMemory.Map([.. nothing, .. HostCode.Current.CountingHandler((nint)_cell)]).Address;
        (_cell[0], Handler) = (page, page + nothing.Length);
    }

    public nint Handler { get; }

    /// <summary>Until it is installed, one that does nothing.</summary>
    public nint Previous => _cell[0];

    public long Visits => Volatile.Read(ref _cell[1]);

    /// <summary>In front of whatever is there.</summary>
    public void Install()
    {
        _cell[0] = SignalState.Get(SignalState.BadAccess).Handler;
        SignalState.Set(SignalState.BadAccess, Handler);
    }
}
