using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer, or its value, as a packed stream: the memory for it, where it is not in registers, and its reading.</summary>
internal sealed class AnswerStream
{
    private readonly IlWriter _il;
    private readonly StreamPlan _plan;
    private readonly LowScope? _low;
    private readonly StreamEmitter _emitter;
    private readonly bool _isInMemory;
    private ScratchScope? _scratch;
    private LocalBuilder? _memory;

    public AnswerStream(IlWriter il, CallPlan plan, LowScope? low)
    {
        (_il, _plan, _low, _isInMemory) = (il, plan.Answer.Stream!, low, plan.Answer.Carrier == AnswerCarrier.StreamArea);
        Value = il.Local(_plan.Values[0].Type);
        _emitter = new(_plan, [new(_plan.Values[0], new LocalPlace(Value), "answer")]);
    }

    /// <summary>What was read.</summary>
    public LocalBuilder Value { get; }

    /// <summary>Whether the thread's scratch memory is used.</summary>
    public bool NeedsScratch => _emitter.NeedsScratch || (!IsOnStack && _low is null);

    /// <summary>The memory's size: a chunk more than may lie there, so that the last one can be read whole.</summary>
    private int Size => _plan.MaxSpill + _plan.Layout.ChunkBytes;

    private bool IsOnStack => Size <= StackBytes.Most && _low is null;

    /// <summary>Emits what must be there before the call.</summary>
    public void Prepare(ScratchScope? scratch)
    {
        _scratch = scratch;
        if (!_isInMemory)
        {
            return;
        }

        _il.Note("area = default");
        _memory = _il.Local(IsOnStack ? StackBytes.For(Size) : typeof(nuint));
        if (IsOnStack)
        {
            _il.LoadAddress(_memory);
            _il.Initialize(_memory.LocalType);
            return;
        }

        if (_low is not null)
        {
            _low.Push();
            _il.Constant(Size);
            _il.LoadAddress(_memory);
            _il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.TryTake)));
            _low.RefuseIfFalse();
            _il.Load(_memory);
            _il.Constant(0);
            _il.Constant(Size);
            _il.FillBlock();
            return;
        }

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

    /// <summary>Reads the stream into <see cref="Value"/>; goes to a label, with an empty stack, where it is none.</summary>
    public void Read(CallEmitter call, Label malformed)
    {
        _il.LoadAddress(Value);
        _il.Initialize(Value.LocalType);
        _emitter.EmitReadingOwn(_il, call.PushFrame, PushAddress, _scratch, malformed);
    }
}
