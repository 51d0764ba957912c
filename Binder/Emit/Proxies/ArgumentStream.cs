using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The arguments of a proxy's call as one packed stream, and the memory for what of it is spilled.</summary>
internal sealed class ArgumentStream(CallPlan plan, StreamPlan stream, IReadOnlyList<ArgumentEmitter> arguments, CopyScope? copies)
{
    private readonly StreamEmitter _emitter = new(stream, [.. arguments.SelectMany(argument => argument.StreamValues(plan.Shape))]);
    private ScratchScope? _scratch;
    private LocalBuilder? _spill;
    private CopyPlace? _copy;

    /// <summary>Whether the spill area lies in the proxy's own stack: not where it is large, or where the kernel cannot reach it there.</summary>
    private bool SpillsToStack => stream.MaxSpill <= StackBytes.Most && copies is null;

    /// <summary>Whether the thread's scratch memory is used.</summary>
    public bool NeedsScratch => _emitter.NeedsScratch || (!SpillsToStack && copies is null);

    /// <summary>Emits what must be there before the frame is filled.</summary>
    public void Prepare(IlWriter il, ScratchScope? scratch)
    {
        _scratch = scratch;
        if (stream.MaxSpill == 0)
        {
            return;
        }

        if (SpillsToStack)
        {
            _spill = il.Local(StackBytes.For(stream.MaxSpill));
            return;
        }

        if (copies is not null)
        {
            _copy = new(il);
            _copy.Take(copies, stream.MaxSpill);
            _spill = _copy.Pin();
            return;
        }

        _spill = il.Local(typeof(nuint));
        il.Load(scratch!.Stack);
        il.Constant(stream.MaxSpill);
        il.Constant(0);
        il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Take)));
        il.Store(_spill);
    }

    /// <summary>Emits the filling of all data registers, of the spill area, and of its register.</summary>
    public void Write(IlWriter il, LocalBuilder frame) =>
        _emitter.EmitWriting(il, () => il.LoadAddress(frame), () => PushSpill(il), stream.MaxSpill, _scratch, _copy is null ? null : _copy.PushAddress);

    private void PushSpill(IlWriter il)
    {
        if (SpillsToStack)
        {
            il.LoadAddress(_spill!);
            il.Convert(typeof(nuint));
        }
        else
        {
            il.Load(_spill!);
        }
    }
}
