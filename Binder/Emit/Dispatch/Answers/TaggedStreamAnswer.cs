using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The kernel side of an answer that is a packed <c>Result&lt;T, SyscallError&lt;E&gt;&gt;</c>.</summary>
internal sealed class TaggedStreamAnswer(KernelMethod method) : HandlerAnswer(method)
{
    private readonly HandlerAnswerStream _stream = new(method);
    private readonly LocalBuilder _answer = method.Il.Local(PackedAnswers.WireType(method.Plan.Answer.Value, method.Plan.Answer.Error));

    private Type Error => typeof(SyscallError<>).MakeGenericType(Plan.Error ?? typeof(Unit));

    protected override void CheckValue()
    {
        if (Value is null)
        {
            LocalBuilder nothing = Il.Local(typeof(Unit));
            Il.LoadAddress(nothing);
            Il.Initialize(typeof(Unit));
            Il.Load(nothing);
        }
        else
        {
            Il.Load(Value);
        }

        Il.Call(Helper.Of(_answer.LocalType, nameof(Result.Ok)));
        Il.Store(_answer);
        _stream.Encode(_answer);
    }

    protected override void StoreValue() => _stream.Store();

    protected override void StoreError()
    {
        PushError();
        Il.Call(Helper.Of(Error, nameof(SyscallError.Failed)));
        Il.Call(Helper.Of(_answer.LocalType, nameof(Result.Fail)));
        Il.Store(_answer);
        _stream.Encode(_answer);
        _stream.Store();
    }
}
