using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer whose last register says whether the ones before it hold a value or an error.</summary>
internal sealed class TaggedRegistersEmitter(IlWriter il, CallPlan plan, CopyScope? copies) : AnswerEmitter(il, plan, copies)
{
    private LocalBuilder? _status;

    protected override bool CanThrow => Answer.Form != AnswerForm.ResultOfSyscallError;

    public override void Receive(CallEmitter call) => _status = StatusIl.Take(Il, Plan, call);

    protected override void BranchIfFailed(Label failed)
    {
        Il.Note("if (status != 0) goto failed");
        Il.Load(_status!);
        Il.BranchIfTrue(failed);
    }

    protected override void PushRegisters(CallEmitter call) => Il.Load(Decode(call, Answer.Value, Answer.Leaves, Answer.FlatValue));

    protected override void InitializeHandle(CallEmitter call, LocalBuilder handle)
    {
        LocalBuilder number = Decode(call, typeof(nint), Answer.Leaves, null);
        Il.Load(handle);
        Il.Load(number);
        InitializeHandle();
    }

    protected override void EmitError(CallEmitter call)
    {
        if (Answer.Form == AnswerForm.Plain)
        {
            Throw();
            return;
        }

        Label refused = Il.Label();
        Il.Note($"if (status != {AnswerStatus.Failed}) goto refused");
        Il.Load(_status!);
        Il.Constant((long)AnswerStatus.Failed);
        Il.BranchIfNotEqual(refused);
        LocalBuilder error = Decode(call, Answer.Error!, Answer.ErrorLeaves, Answer.FlatError);
        Il.Load(error);
        ReturnFailed();
        Il.Return();

        Il.Mark(refused);
        if (Answer.Form == AnswerForm.Result)
        {
            Throw();
            return;
        }

        Il.Note("return Fail(the kernel's rejection)");
        Il.Load(_status!);
        Il.Call(Helper.Of(typeof(AnswerStatus), nameof(AnswerStatus.Rejection), Answer.Error!));
        Il.Call(Helper.Of(Return, nameof(Result.Fail)));
    }

    private void Throw()
    {
        Il.Note("throw what the status says");
        Il.Load(_status!);
        PushName();
        Il.Call(Helper.Of(typeof(AnswerStatus), nameof(AnswerStatus.Throw)));
        PushNothing();
    }

    private LocalBuilder Decode(CallEmitter call, Type type, Leaf[] leaves, ValuePlan? plan)
    {
        LocalBuilder value = Zeroed(type);
        for (int i = 0; i < leaves.Length; i++)
        {
            LocalBuilder low = call.Take(i);
            RegisterLocal register = new(Plan.Shape.RegisterBits, low, Plan.Layout.IsWide ? call.Take(i, 1) : null);
            LeafIl.Decode(Il, leaves[i], value, Rule, register, Malformed);
        }

        CheckValid(plan, value);
        return value;
    }
}
