using System.Reflection;
using System.Reflection.Emit;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>
/// The methods of all calls that a list of handlers serves, emitted a few at a time, when one of them is called first. Shared by all dispatchers of
/// one emitted class.
/// </summary>
internal sealed unsafe class CallTable
{
    /// <summary>A type for each call would cost more than the method in it; neighbours are often used together.</summary>
    private const int CallsPerType = 16;

    private readonly EmittedModule _module;
    private readonly Type _dispatcher;
    private readonly FieldInfo[] _fields;
    private readonly HandlerCall[] _calls;
    private readonly ulong[] _numbers;
    private readonly bool[] _isEmitted;

    /// <param name="module">Where the methods are emitted.</param>
    /// <param name="handlers">The handlers' types.</param>
    /// <param name="calls">The calls, by ascending number.</param>
    public CallTable(EmittedModule module, Type[] handlers, HandlerCall[] calls)
    {
        TypeBuilder type = module.DefineType("Dispatcher", typeof(TableDispatcher));
        _fields = HandlerFields.Define(module, type, handlers, FieldAttributes.Assembly);
        _dispatcher = type.CreateType();
        (_module, _calls) = (module, calls);
        _numbers = Array.ConvertAll(calls, call => call.Plan.Number);
        _isEmitted = new bool[(calls.Length / CallsPerType) + 1];
        Slots = new(_numbers);
        Entries = new CallEntry[Slots.Count];

        // A slot of no number has the owner of another: nobody who looks for that one comes here.
        Array.Fill(Entries, new() { Number = _numbers[0], Method = &TableDispatcher.EmitAndDispatch });
        foreach (ulong number in _numbers)
        {
            Entries[Slots.SlotOf(number)].Number = number;
        }
    }

    /// <summary>The constructor of the class that dispatches by this table.</summary>
    public ConstructorInfo Constructor => _dispatcher.GetConstructor([typeof(object[])])!;

    public NumberSlots Slots { get; }

    public CallEntry[] Entries { get; }

    /// <summary>How many calls have their methods.</summary>
    public int Emitted { get; private set; }

    /// <summary>Emits the method of a number and its neighbours; nothing where they exist, or where there is no such number.</summary>
    public void EmitFor(ulong number)
    {
        int index = Array.BinarySearch(_numbers, number);
        lock (EmittedModules.Gate)
        {
            if (index >= 0 && !_isEmitted[index / CallsPerType])
            {
                int first = index / CallsPerType * CallsPerType;
                Emit(_calls.AsSpan(first, Math.Min(CallsPerType, _calls.Length - first)));
                _isEmitted[index / CallsPerType] = true;
            }
        }
    }

    private void Emit(ReadOnlySpan<HandlerCall> calls)
    {
        TypeBuilder type = _module.DefineType("Calls", typeof(object));
        for (int i = 0; i < calls.Length; i++)
        {
            MethodBuilder method = type.DefineMethod(
                Name(calls[i], i), MethodAttributes.Public | MethodAttributes.Static, typeof(CallOutcome), [_dispatcher, .. KernelMethod.Parameters]);
            method.InitLocals = false;

            // Of many methods few are called so often that tiers would do them good, and all of them are larger until then: caches decide here.
            method.SetImplementationFlags(MethodImplAttributes.AggressiveOptimization);
            HandlerMethodEmitter.Emit(_module.Write(method), calls[i], _fields[calls[i].Handler]);
        }

        Type emitted = type.CreateType();
        for (int i = 0; i < calls.Length; i++)
        {
            nint method = emitted.GetMethod(Name(calls[i], i))!.MethodHandle.GetFunctionPointer();

            // Who reads the pointer takes no lock, and must find the method behind it.
            Interlocked.MemoryBarrier();
            Entries[Slots.SlotOf(calls[i].Plan.Number)].Method =
                (delegate*<TableDispatcher, ref TrapFrame, SyscallCaller, DispatchSettings, CallOutcome>)method;
        }

        Emitted += calls.Length;
    }

    /// <summary>Calls of two contracts may have one name.</summary>
    private static string Name(HandlerCall call, int index) => call.Plan.Call.Name + "_" + index.ToString(provider: null);
}
