using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A codec whose values travel as a packed stream.</summary>
internal sealed class PackedCodecEmitter(CodecPlan plan, StreamPlan stream, Type type, bool isBuffered) : CodecEmitter(plan, type)
{
    protected override void EmitEncoder(IlWriter il)
    {
        StreamEmitter emitter = Stream(First);
        emitter.EmitChecks(il);
        LocalBuilder spilled = il.Local(typeof(int));
        Guarded(il, emitter, scratch =>
        {
            il.Load(emitter.EmitWriting(il, () => il.LoadArgument(Second), Spill(il, scratch), stream.MaxSpill, scratch));
            il.Store(spilled);
            ClearLastRegister(il);
        });
        il.Load(spilled);
        il.Return();
    }

    protected override void EmitDecoder(IlWriter il)
    {
        StreamEmitter emitter = Stream(Third);
        il.LoadArgument(Third);
        il.Initialize(Type);
        if (!emitter.NeedsScratch)
        {
            Label malformed = il.Label();
            emitter.EmitReading(il, () => il.LoadArgument(First), () => il.LoadArgument(Second), null, malformed);
            ReturnOutcome(il, CallOutcome.Answered);
            il.Mark(malformed);
            ReturnOutcome(il, CallOutcome.Malformed);
            return;
        }

        LocalBuilder outcome = il.Local(typeof(CallOutcome));
        Guarded(il, emitter, scratch =>
        {
            Label malformed = il.Label();
            Label done = il.Label();
            emitter.EmitReading(il, () => il.LoadArgument(First), () => il.LoadArgument(Second), scratch, malformed);
            il.Constant((int)CallOutcome.Answered);
            il.Store(outcome);
            il.Branch(done);
            il.Mark(malformed);
            il.Constant((int)CallOutcome.Malformed);
            il.Store(outcome);
            il.Mark(done);
        });
        il.Load(outcome);
        il.Return();
    }

    private static void ReturnOutcome(IlWriter il, CallOutcome outcome)
    {
        il.Constant((int)outcome);
        il.Return();
    }

    private StreamEmitter Stream(int argument) => new(stream, [new(stream.Values[0], AddressPlace.OfArgument(argument, Type), Name)], isBuffered);

    /// <summary>
    /// Memory that moves meanwhile is the caller's mistake, but what is written goes to where it is: the reference follows it by itself, and
    /// helpers that take an address get it pinned.
    /// </summary>
    private static Action Spill(IlWriter il, ScratchScope? scratch)
    {
        if (scratch is null)
        {
            return () => il.LoadArgument(Third);
        }

        LocalBuilder pinned = il.Local(typeof(byte).MakeByRefType(), pinned: true);
        il.LoadArgument(Third);
        il.Store(pinned);
        return () =>
        {
            il.Load(pinned);
            il.Convert(typeof(nuint));
        };
    }

    /// <summary>Gives the scratch memory back, exceptions included, where any is taken.</summary>
    private static void Guarded(IlWriter il, StreamEmitter emitter, Action<ScratchScope?> emitBody)
    {
        if (!emitter.NeedsScratch)
        {
            emitBody(null);
            return;
        }

        ScratchScope scratch = new(il);
        il.BeginTry();
        emitBody(scratch);
        il.BeginFinally();
        scratch.Release();
        il.EndTry();
    }

    /// <summary>Nothing travels in it when a value is alone.</summary>
    private void ClearLastRegister(IlWriter il)
    {
        int last = Layout.Word(Layout.Registers - 1);
        for (int word = last; word < Layout.Words; word++)
        {
            il.LoadArgument(Second);
            FrameIl.WordAddress(il, word);
            il.Constant(0L);
            il.StoreWord();
        }
    }
}
