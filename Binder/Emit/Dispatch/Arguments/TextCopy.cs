using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A string of the handler, made of the caller's bytes.</summary>
internal sealed class TextCopy(TextArgument plan) : HandlerArgument
{
    private LocalBuilder? _text;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        bool isCounted = plan.Form == StringForm.Counted;
        _text = il.Local(typeof(string));
        il.Note($"if (CallerText.{plan.Form}(…, out {plan.Parameter.Name}) is not Answered and var outcome) return outcome");
        il.LoadArgument(KernelMethod.Caller);
        il.LoadArgument(KernelMethod.Settings);
        method.PushNative(plan.FirstRegister);
        if (isCounted)
        {
            method.PushNative(plan.FirstRegister + 1);
        }

        il.Constant(plan.MaxBytes ?? -1);
        il.Constant(plan.IsNullable ? 1 : 0);
        il.LoadAddress(_text);
        il.Call(Helper.Of(typeof(CallerText), isCounted ? nameof(CallerText.Counted) : nameof(CallerText.NulTerminated)));
        method.ExitUnlessAnswered();
    }

    public override void Push(KernelMethod method) => method.Il.Load(_text!);
}
