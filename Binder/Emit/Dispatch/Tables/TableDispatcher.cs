using Binder.Boundary;

namespace Binder.Emit;

/// <summary>
/// The dispatcher of many calls: finds the method of a number in a table, and emits methods when the first of their neighbours is called. Emitted
/// classes derive from it and add the handlers.
/// </summary>
internal abstract unsafe class TableDispatcher : SyscallDispatcher
{
    private CallEntry[] _entries = [];
    private NumberSlots _slots;
    private CallTable? _table;

    /// <summary>What is called before <see cref="Use"/> is unknown.</summary>
    public void Use(CallTable table) => (_table, _slots, _entries) = (table, table.Slots, table.Entries);

    public sealed override CallOutcome Dispatch(ref TrapFrame frame, SyscallCaller caller, DispatchSettings settings)
    {
        ulong number = frame.Number;
        ref CallEntry entry = ref _entries[_slots.SlotOf(number)];
        return entry.Number == number ? entry.Method(this, ref frame, caller, settings) : CallOutcome.UnknownNumber;
    }

    /// <summary>Stands in a table for methods that do not exist yet.</summary>
    public static CallOutcome EmitAndDispatch(TableDispatcher dispatcher, ref TrapFrame frame, SyscallCaller caller, DispatchSettings settings)
    {
        dispatcher._table!.EmitFor(frame.Number);
        return dispatcher.Dispatch(ref frame, caller, settings);
    }
}
