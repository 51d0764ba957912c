using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A span whose own address the shape has no room for: the address of a copy, and the count.</summary>
internal sealed class LowSpanEmitter(SpanArgument plan, IReadOnlyList<ArgumentPlan> all, LowScope low) : SpanEmitter(plan, all)
{
    private readonly SpanArgument _plan = plan;
    private LocalBuilder? _address;

    public override void Prepare(IlWriter il)
    {
        CheckLength(il);
        string copy = _plan.IsReadOnly ? nameof(LowMemoryArguments.Span) : nameof(LowMemoryArguments.WritableSpan);
        _address = il.Local(typeof(ulong));
        il.Note($"if (!LowMemoryArguments.{copy}(low, {_plan.Parameter.Name}, out address)) goto refused");
        low.Push();
        il.LoadArgument(Argument);
        il.LoadAddress(_address);
        il.Call(Helper.Of(typeof(LowMemoryArguments), copy, _plan.Element));
        low.RefuseIfFalse();
    }

    public override void CopyBack(IlWriter il)
    {
        if (_plan.IsReadOnly)
        {
            return;
        }

        il.Note($"LowMemoryArguments.SpanBack(address, {_plan.Parameter.Name})");
        il.Load(_address!);
        il.LoadArgument(Argument);
        il.Call(Helper.Of(typeof(LowMemoryArguments), nameof(LowMemoryArguments.SpanBack), _plan.Element));
    }

    protected override void PushAddress(IlWriter il) => il.Load(_address!);
}
