using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// The kernel side of an answer, or its value, as a packed stream: encoded beside the frame first, so that one which cannot be sent has
/// changed nothing, and copied when all else is written.
/// </summary>
internal sealed class HandlerAnswerStream(KernelMethod method)
{
    private readonly IlWriter _il = method.Il;
    private readonly StreamPlan _plan = method.Plan.Answer.Stream!;
    private readonly LocalBuilder _frame = method.Il.Local(typeof(TrapFrame));
    private LocalBuilder? _memory;
    private LocalBuilder? _written;

    private bool IsInMemory => method.Plan.Answer.Carrier == AnswerCarrier.StreamArea;

    private int Size => _plan.MaxSpill + _plan.Layout.ChunkBytes;

    private bool IsOnStack => Size <= StackBytes.Most;

    /// <summary>Whether the thread's scratch memory is used.</summary>
    public static bool NeedsScratch(StreamPlan plan) =>
        StreamEmitter.WillNeedScratch(plan) || plan.MaxSpill + plan.Layout.ChunkBytes > StackBytes.Most;

    /// <summary>Encodes a value; ends the call where it cannot be sent.</summary>
    public void Encode(LocalBuilder value)
    {
        LocalPlace place = new(value);
        StreamEmitter emitter = new(_plan, [new(_plan.Values[0], place, "answer")]);
        TakeMemory();
        LocalBuilder? buffer = emitter.TakeBuffer(_il, method.Scratch, method.OutOfMemory);
        _written ??= _il.Local(typeof(int));
        _il.BeginTry();
        emitter.EmitChecks(_il);
        AnswerValidity.Emit(_il, _plan.Values[0], place);
        _il.Load(emitter.EmitWriting(_il, () => _il.LoadAddress(_frame), PushMemory, Size, method.Scratch, buffer: buffer));
        _il.Store(_written);
        _il.BeginCatch(typeof(Exception));
        _il.Call(Helper.Of(typeof(Unsendable), nameof(Unsendable.CannotTravel)));
        _il.EndTry();
    }

    /// <summary>Writes what was encoded: to the return area, or into the registers of the answers.</summary>
    public void Store()
    {
        if (IsInMemory)
        {
            _il.LoadArgument(KernelMethod.Caller);
            method.PushNative(method.Plan.Answer.AreaRegister);
            PushMemory();
            _il.Load(_written!);
            _il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.WriteArea)));
            method.ExitUnlessAnswered();
        }

        int[] data = IsInMemory ? [] : _plan.Layout.DataWords;
        foreach (int register in method.Plan.Layout.Returns)
        {
            for (int word = method.Plan.Layout.Word(register); word < method.Plan.Layout.Word(register + 1); word++)
            {
                _il.LoadArgument(KernelMethod.Frame);
                FrameIl.WordAddress(_il, word);
                if (Array.IndexOf(data, word) >= 0)
                {
                    FrameIl.LoadWord(_il, _frame, word);
                }
                else
                {
                    _il.Constant(0L);
                }

                _il.StoreWord();
            }
        }
    }

    private void TakeMemory()
    {
        if (!IsInMemory)
        {
            return;
        }

        _memory ??= _il.Local(IsOnStack ? StackBytes.For(Size) : typeof(nuint));
        if (!IsOnStack)
        {
            method.Scratch!.TakeOrLeave(Size, 0, _memory, method.OutOfMemory);
        }
    }

    private void PushMemory()
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
}
