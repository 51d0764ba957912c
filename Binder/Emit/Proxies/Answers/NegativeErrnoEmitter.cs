using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The user side of an answer whose register 0 is an error where it holds -4095 to -1.</summary>
internal sealed class NegativeErrnoEmitter(IlWriter il, CallPlan plan, CopyScope? copies) : AnswerEmitter(il, plan, copies)
{
    private LocalBuilder? _word;
    private LocalBuilder? _high;
    private LocalBuilder? _isMalformed;

    protected override bool CanThrow => Answer.Form == AnswerForm.Plain || (Answer.Form == AnswerForm.Result && CanBeMalformed);

    public override void Receive(CallEmitter call)
    {
        _word = call.Take(0);
        if (Plan.Layout.IsWide)
        {
            _high = call.Take(0, 1);
        }
        else if (Plan.Shape.RegisterBits == 32)
        {
            Il.Load(_word);
            Il.Convert(typeof(int));
            Il.Convert(typeof(long));
            Il.Store(_word);
        }

        if (Stream is not null)
        {
            ReadStream(call);
        }
    }

    /// <summary>Before its memory is given back: reads the value where there is one.</summary>
    private void ReadStream(CallEmitter call)
    {
        Label malformed = Il.Label();
        Label done = Il.Label();
        _isMalformed = Il.Local(typeof(bool));
        Il.Constant(0);
        Il.Store(_isMalformed);
        BranchIfFailed(done);
        Stream!.Read(call, malformed);
        Il.Branch(done);
        Il.Mark(malformed);
        Il.Constant(1);
        Il.Store(_isMalformed);
        Il.Mark(done);
    }

    protected override void PushStream()
    {
        CheckStream();
        Il.Load(Stream!.Value);
    }

    private void CheckStream()
    {
        Il.Load(_isMalformed!);
        Il.BranchIfTrue(Malformed);
    }

    protected override void BranchIfFailed(Label failed)
    {
        Il.Note("if (IsError(answer)) goto failed");
        Il.Load(_word!);
        if (_high is null)
        {
            Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsError)));
        }
        else
        {
            Il.Load(_high);
            Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.IsWideError)));
        }

        Il.BranchIfTrue(failed);
    }

    protected override void PushRegisters(CallEmitter call)
    {
        if (Plan.Shape.RegisterBits == 32)
        {
            Il.Note("answer = the register's own bits, without the sign that told an error");
            Il.Load(_word!);
            ScalarIl.ToRegister(Il, 32);
            Il.Store(_word!);
        }

        RegisterLocal register = new(Plan.Shape.RegisterBits, _word!, _high);
        Leaf leaf = Answer.Leaves[0];
        if (leaf.Path.Length == 0)
        {
            ScalarIl.FromRegister(Il, leaf.Scalar, Rule, register, Malformed);
            return;
        }

        LocalBuilder value = Zeroed(Answer.Value);
        LeafIl.Decode(Il, leaf, value, Rule, register, Malformed);
        CheckValid(Answer.FlatValue, value);
        Il.Load(value);
    }

    /// <summary>In a register a kernel's handle is whatever is no error: some kernels leave upper halves undefined.</summary>
    protected override void InitializeHandle(CallEmitter call, LocalBuilder handle)
    {
        if (Stream is not null)
        {
            CheckStream();
            Il.Load(handle);
            Il.Load(Stream.Value);
        }
        else
        {
            Il.Load(handle);
            Il.Load(_word!);
            Il.Convert(typeof(nint));
        }

        InitializeHandle();
    }

    protected override void EmitError(CallEmitter call)
    {
        if (Answer.Form == AnswerForm.Plain)
        {
            Il.Note("throw the error");
            Il.Load(_word!);
            PushName();
            Il.Call(Helper.Of(typeof(AnswerWords), nameof(AnswerWords.Throw)));
            PushNothing();
            return;
        }

        Il.Note("return Fail(-answer)");
        Il.Load(_word!);
        Il.Negate();
        Il.Convert(Enum.GetUnderlyingType(Answer.Error!));
        ReturnFailed();
    }
}
