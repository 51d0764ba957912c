using Binder.Boundary;

namespace Binder.Emit;

/// <summary>A call in a table, and the static method that serves it: at first one that emits it.</summary>
internal unsafe struct CallEntry
{
    public ulong Number;
    public delegate*<TableDispatcher, ref TrapFrame, SyscallCaller, DispatchSettings, CallOutcome> Method;
}
