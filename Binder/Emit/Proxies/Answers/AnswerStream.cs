using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer, or its value, as a packed stream: the memory for it, where it is not in registers, and its reading.</summary>
internal sealed class AnswerStream
{
    private readonly IlWriter _il;
    private readonly StreamPlan _plan;
    private readonly CopyScope? _copies;
    private readonly StreamEmitter _emitter;
    private readonly bool _isInMemory;
    private ScratchScope? _scratch;
    private LocalBuilder? _memory;
    private CopyPlace? _copy;

    public AnswerStream(IlWriter il, CallPlan plan, CopyScope? copies)
    {
        (_il, _plan, _copies, _isInMemory) = (il, plan.Answer.Stream!, copies, plan.Answer.Carrier == AnswerCarrier.StreamArea);
        Value = il.Local(_plan.Values[0].Type);
        _emitter = new(_plan, [new(_plan.Values[0], new LocalPlace(Value), "answer")]);
    }

    /// <summary>What was read.</summary>
    public LocalBuilder Value { get; }

    /// <summary>Whether the thread's scratch memory is used.</summary>
    public bool NeedsScratch => _emitter.NeedsScratch || (!IsOnStack && _copies is null);

    /// <summary>The memory's size: a chunk more than may lie there, so that the last one can be read whole.</summary>
    private int Size => _plan.MaxSpill + _plan.Layout.ChunkBytes;

    private bool IsOnStack => Size <= StackBytes.Most && _copies is null;

    /// <summary>Emits what must be there before the call.</summary>
    public void Prepare(ScratchScope? scratch)
    {
        _scratch = scratch;
        if (!_isInMemory)
        {
            return;
        }

        _il.Note("area = default");
        if (IsOnStack)
        {
            _memory = _il.Local(StackBytes.For(Size));
            _il.LoadAddress(_memory);
            _il.Initialize(_memory.LocalType);
            return;
        }

        if (_copies is not null)
        {
            _copy = new(_il);
            _copy.Take(_copies, Size);
            _memory = _copy.Pin();
            _il.Load(_memory);
            _il.Constant(0);
            _il.Constant(Size);
            _il.FillBlock();
            return;
        }

        _memory = _il.Local(typeof(nuint));
        _il.Load(scratch!.Stack);
        _il.Constant(Size);
        _il.Constant(Size);
        _il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Take)));
        _il.Store(_memory);
    }

    /// <summary>Pushes the memory's address, as nuint.</summary>
    public void PushAddress()
    {
        if (IsOnStack)
        {
            _il.LoadAddress(_memory!);
            _il.Convert(typeof(nuint));
        }
        else
        {
            _il.Load(_memory!);
        }
    }

    /// <summary>Pushes what the frame says where the memory is, as 64 bits.</summary>
    public void PushAreaAddress()
    {
        if (_copy is not null)
        {
            _copy.PushAddress();
            return;
        }

        PushAddress();
        _il.Convert(typeof(ulong));
    }

    /// <summary>Reads the stream into <see cref="Value"/>; goes to a label, with an empty stack, where it is none.</summary>
    public void Read(CallEmitter call, Label malformed)
    {
        _il.LoadAddress(Value);
        _il.Initialize(Value.LocalType);
        _emitter.EmitReadingOwn(_il, call.PushFrame, PushAddress, _scratch, malformed);
    }
}
