using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A string where the shape has no room for an address of the stack: encoded below 4 GiB.</summary>
internal sealed class LowTextEmitter(TextArgument plan, LowScope low) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;
    private LocalBuilder? _count;

    public override void Prepare(IlWriter il)
    {
        bool isCounted = plan.Form == StringForm.Counted;
        _address = il.Local(typeof(ulong));
        il.Note($"if (!LowMemoryArguments.{plan.Form}(low, {plan.Parameter.Name}, …)) goto refused");
        low.Push();
        il.LoadArgument(Argument);
        il.Constant(Name);
        il.LoadAddress(_address);
        if (isCounted)
        {
            _count = il.Local(typeof(ulong));
            il.LoadAddress(_count);
        }

        il.Call(Helper.Of(typeof(LowMemoryArguments), isCounted ? nameof(LowMemoryArguments.Counted) : nameof(LowMemoryArguments.NulTerminated)));
        low.RefuseIfFalse();
    }

    public override void PushWord(IlWriter il, int word) => il.Load(word == 0 ? _address! : _count!);
}
