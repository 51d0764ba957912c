using Binder.Plans;

namespace Binder.Emit;

/// <summary>A span that the kernel cannot reach where it is: the address of a copy, and the count.</summary>
internal sealed class CopiedSpanEmitter(SpanArgument plan, IReadOnlyList<ArgumentPlan> all, CopyScope scope) : SpanEmitter(plan, all)
{
    private readonly SpanArgument _plan = plan;
    private CopyPlace? _copy;

    public override void Prepare(IlWriter il)
    {
        CheckLength(il);
        string copy = _plan.IsReadOnly ? nameof(CopiedArguments.Span) : nameof(CopiedArguments.WritableSpan);
        _copy = new(il);
        il.Note($"if (!CopiedArguments.{copy}(copies, {_plan.Parameter.Name}, …)) goto refused");
        scope.Push();
        il.LoadArgument(Argument);
        _copy.PushOuts();
        il.Call(Helper.Of(typeof(CopiedArguments), copy, _plan.Element));
        scope.RefuseIfFalse();
    }

    public override void CopyBack(IlWriter il)
    {
        if (_plan.IsReadOnly)
        {
            return;
        }

        il.Note($"CopiedArguments.SpanBack(copy, {_plan.Parameter.Name})");
        _copy!.PushMemory();
        il.LoadArgument(Argument);
        il.Call(Helper.Of(typeof(CopiedArguments), nameof(CopiedArguments.SpanBack), _plan.Element));
    }

    protected override void PushAddress(IlWriter il) => _copy!.PushAddress();
}
