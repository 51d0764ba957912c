using System.Reflection.Emit;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Memory that the call's ABI lends.</summary>
internal sealed class LentScope(IlWriter il, CallEmitter call) : CopyScope(il)
{
    private LocalBuilder? _stack;
    private LocalBuilder? _mark;

    protected override LocalBuilder Stack => _stack!;

    public override void Begin()
    {
        base.Begin();
        _stack = Il.Local(typeof(LentStack));
        _mark = Il.Local(typeof(LentMark));
        Il.Note("mark = LentStack.Current.Enter(Abi)");
        Il.Call(typeof(LentStack).GetProperty(nameof(LentStack.Current))!.GetMethod!);
        Il.Store(_stack);
        Il.Load(_stack);
        call.PushAbi();
        Il.Call(Helper.Of(typeof(LentStack), nameof(LentStack.Enter)));
        Il.Store(_mark);
    }

    public override void Release()
    {
        Il.Load(_stack!);
        Il.Load(_mark!);
        Il.Call(Helper.Of(typeof(LentStack), nameof(LentStack.Release)));
    }
}
