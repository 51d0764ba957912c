using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A string: encoded into the proxy's stack, or into the thread's scratch memory.</summary>
internal sealed class TextEmitter(TextArgument plan) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;
    private LocalBuilder? _count;

    public override bool NeedsScratch => true;

    public override void Prepare(IlWriter il)
    {
        bool isCounted = plan.Form == StringForm.Counted;
        LocalBuilder buffer = il.Local(typeof(TextBuffer));
        _address = il.Local(typeof(ulong));
        il.Note($"address = TextArguments.{plan.Form}({plan.Parameter.Name}, …)");
        il.LoadArgument(Argument);
        il.LoadAddress(buffer);
        il.Constant(Name);
        if (isCounted)
        {
            _count = il.Local(typeof(ulong));
            il.LoadAddress(_count);
        }

        il.Call(Helper.Of(typeof(TextArguments), isCounted ? nameof(TextArguments.Counted) : nameof(TextArguments.NulTerminated)));
        il.Store(_address);
    }

    public override void PushWord(IlWriter il, int word) => il.Load(word == 0 ? _address! : _count!);
}
