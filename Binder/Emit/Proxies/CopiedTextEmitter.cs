using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A string that the kernel could not reach on the stack: encoded where it can.</summary>
internal sealed class CopiedTextEmitter(TextArgument plan, CopyScope scope) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;
    private LocalBuilder? _count;

    public override void Prepare(IlWriter il)
    {
        bool isCounted = plan.Form == StringForm.Counted;
        _address = il.Local(typeof(ulong));
        il.Note($"if (!CopiedArguments.{plan.Form}(copies, {plan.Parameter.Name}, …)) goto refused");
        scope.Push();
        il.LoadArgument(Argument);
        il.Constant(Name);
        il.LoadAddress(_address);
        if (isCounted)
        {
            _count = il.Local(typeof(ulong));
            il.LoadAddress(_count);
        }

        il.Call(Helper.Of(typeof(CopiedArguments), isCounted ? nameof(CopiedArguments.Counted) : nameof(CopiedArguments.NulTerminated)));
        scope.RefuseIfFalse();
    }

    public override void PushWord(IlWriter il, int word) => il.Load(word == 0 ? _address! : _count!);
}
