using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer that is a packed <c>Result&lt;T, SyscallError&lt;E&gt;&gt;</c>.</summary>
internal sealed class TaggedStreamEmitter(IlWriter il, CallPlan plan, CopyScope? copies) : AnswerEmitter(il, plan, copies)
{
    private LocalBuilder? _status;

    protected override bool CanThrow => Answer.Form != AnswerForm.ResultOfSyscallError;

    private bool IsInMemory => Answer.Carrier == AnswerCarrier.StreamArea;

    public override void Receive(CallEmitter call)
    {
        if (IsInMemory)
        {
            _status = StatusIl.Take(Il, Plan, call);
        }

        // Before the memory of the stream is given back.
        IsRefused = Il.Local(typeof(bool));
        IsMalformed = Il.Local(typeof(bool));
        Label refused = Il.Label();
        Label malformed = Il.Label();
        Label done = Il.Label();
        Set(IsRefused, 0);
        Set(IsMalformed, 0);
        if (_status is not null)
        {
            Il.Note("if (status != 0) the kernel refused the call");
            Il.Load(_status);
            Il.BranchIfTrue(refused);
        }

        Stream!.Read(call, malformed);
        Il.Branch(done);
        if (_status is not null)
        {
            Il.Mark(refused);
            Set(IsRefused, 1);
            Il.Branch(done);
        }

        Il.Mark(malformed);
        Set(IsMalformed, 1);
        Il.Mark(done);
    }

    public override void Emit(CallEmitter call)
    {
        Label refused = Il.Label();
        Il.Load(IsMalformed!);
        Il.BranchIfTrue(Malformed);
        Il.Load(IsRefused!);
        Il.BranchIfTrue(refused);
        EmitStream();
        Il.Return();

        Il.Mark(refused);
        EmitRefused();
        Il.Return();

        Il.Mark(Malformed);
        EmitMalformed();
        Il.Return();
    }

    private LocalBuilder? IsRefused { get; set; }

    private LocalBuilder? IsMalformed { get; set; }

    protected override void BranchIfFailed(Label failed) => throw Unused();

    protected override void PushRegisters(CallEmitter call) => throw Unused();

    protected override void InitializeHandle(CallEmitter call, LocalBuilder handle) => throw Unused();

    protected override void EmitError(CallEmitter call) => throw Unused();

    private static InvalidOperationException Unused() => new("A stream says all in one.");

    private void Set(LocalBuilder local, int value)
    {
        Il.Constant(value);
        Il.Store(local);
    }

    /// <summary>Pushes what the method returns for the result that was read.</summary>
    private void EmitStream()
    {
        Type error = Answer.Error ?? typeof(Unit);
        if (Answer.Form == AnswerForm.ResultOfSyscallError && !Answer.IsHandle)
        {
            Il.Load(Stream!.Value);
            return;
        }

        Il.LoadAddress(Stream!.Value);
        if (Answer.IsHandle)
        {
            Il.Load(Handle!);
        }

        if (Answer.Form == AnswerForm.ResultOfSyscallError)
        {
            Il.Call(Helper.Of(typeof(StreamAnswers), nameof(StreamAnswers.WithHandle), Answer.Value, error));
            return;
        }

        PushName();
        switch (Answer)
        {
            case { Form: AnswerForm.Result, IsHandle: true }:
                Il.Call(Helper.Of(typeof(StreamAnswers), nameof(StreamAnswers.ResultOfHandle), Answer.Value, error));
                break;
            case { Form: AnswerForm.Result }:
                Il.Call(Helper.Of(typeof(StreamAnswers), nameof(StreamAnswers.Result), Answer.Value, error));
                break;
            case { IsHandle: true }:
                Il.Call(Helper.Of(typeof(StreamAnswers), nameof(StreamAnswers.ValueOfHandle), Answer.Value));
                break;
            case var _ when Answer.Value == typeof(void):
                Il.Call(Helper.Of(typeof(StreamAnswers), nameof(StreamAnswers.Nothing)));
                break;
            default:
                Il.Call(Helper.Of(typeof(StreamAnswers), nameof(StreamAnswers.Value), Answer.Value));
                break;
        }
    }

    private void EmitRefused()
    {
        if (_status is null)
        {
            PushNothing();
        }
        else if (Answer.Form == AnswerForm.ResultOfSyscallError)
        {
            Il.Note("return Fail(the kernel's rejection)");
            Il.Load(_status);
            Il.Call(Helper.Of(typeof(AnswerStatus), nameof(AnswerStatus.Rejection), Answer.Error!));
            Il.Call(Helper.Of(Return, nameof(Result.Fail)));
        }
        else
        {
            Il.Note("throw the kernel's rejection: an error of the call's own comes in the stream");
            Il.Load(_status);
            PushName();
            Il.Call(Helper.Of(typeof(AnswerStatus), nameof(AnswerStatus.ThrowRejection)));
            PushNothing();
        }
    }
}
