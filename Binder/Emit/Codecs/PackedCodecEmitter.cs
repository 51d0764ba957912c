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
            il.Load(emitter.EmitWriting(il, () => il.LoadArgument(Second), () => il.LoadArgument(Third), stream.MaxSpill, scratch));
            il.Store(spilled);
            ClearLastRegister(il);
        });
        il.Load(spilled);
        il.Return();
    }

    protected override void EmitDecoder(IlWriter il)
    {
        StreamEmitter emitter = Stream(Third);
        LocalBuilder outcome = il.Local(typeof(CallOutcome));
        il.LoadArgument(Third);
        il.Initialize(Type);
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

    private StreamEmitter Stream(int argument) => new(stream, [new(stream.Values[0], AddressPlace.OfArgument(argument, Type), Name)], isBuffered);

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
