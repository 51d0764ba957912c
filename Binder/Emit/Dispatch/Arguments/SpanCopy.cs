using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A span of the handler: the kernel's copy of the caller's elements, read once, written back once.</summary>
internal sealed class SpanCopy(SpanArgument plan) : HandlerArgument
{
    private LocalBuilder? _copy;

    public override bool NeedsScratch => true;

    private Type SpanType => typeof(Span<>).MakeGenericType(plan.Element);

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        _copy = il.Local(SpanType);
        il.Note($"if (CallerSpans.CopyIn(…, out {plan.Parameter.Name}) is not Answered and var outcome) return outcome");
        il.LoadArgument(KernelMethod.Caller);
        il.LoadArgument(KernelMethod.Settings);
        il.Load(method.Scratch!.Stack);
        SpanSource.PushAddress(method, plan);
        SpanSource.PushCount(method, plan, method.Arguments);
        il.Constant(plan.MaxCount ?? -1);
        il.Constant((int)plan.Access);
        il.Constant(method.ChecksAlignment ? 1 : 0);
        il.LoadAddress(_copy);
        il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.CopyIn), plan.Element));
        method.ExitUnlessAnswered();
    }

    public override void Push(KernelMethod method)
    {
        method.Il.Load(_copy!);
        if (plan.IsReadOnly)
        {
            method.Il.Call(SpanType.GetMethod("op_Implicit", [SpanType])!);
        }
    }

    public override void CheckBack(KernelMethod method, Action? pushAnswer)
    {
        IlWriter il = method.Il;
        if (pushAnswer is not null)
        {
            il.Note($"if the answer counts more than {plan.Parameter.Name} has, it cannot be sent");
            il.Load(_copy!);
            pushAnswer();
            PushUnit(method);
            il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.Has), plan.Element));
            il.BranchIfFalse(method.Unsendable(nameof(Unsendable.CountsTooMuch), PushCountAndPlace));
        }

        if (plan.Access != BufferAccess.In && ContentRules.AreThere(plan.Element))
        {
            CheckContent(method, pushAnswer);
        }

        void PushCountAndPlace()
        {
            pushAnswer();
            il.Constant(plan.Index);
        }
    }

    public override void WriteBack(KernelMethod method, Action? pushAnswer)
    {
        if (plan.Access == BufferAccess.In)
        {
            return;
        }

        IlWriter il = method.Il;
        il.LoadArgument(KernelMethod.Caller);
        SpanSource.PushAddress(method, plan);
        il.Load(_copy!);
        if (pushAnswer is null)
        {
            il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.CopyOut), plan.Element));
        }
        else
        {
            pushAnswer();
            PushUnit(method);
            il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.CopyOutCounted), plan.Element));
        }

        method.ExitUnlessAnswered();
    }

    private void CheckContent(KernelMethod method, Action? pushAnswer)
    {
        IlWriter il = method.Il;
        il.Note($"if {plan.Parameter.Name} holds bits that are no value, the answer cannot be sent");
        il.Load(_copy!);
        if (pushAnswer is null)
        {
            il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.Hold), plan.Element));
        }
        else
        {
            pushAnswer();
            PushUnit(method);
            il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.HoldCounted), plan.Element));
        }

        il.BranchIfFalse(method.Unsendable(nameof(Unsendable.BadContent), () => il.Constant(plan.Index)));
    }

    /// <summary>Pushes how many of what the answer counts make an element.</summary>
    private void PushUnit(KernelMethod method)
    {
        if (method.Plan.Answer.CountsBytes)
        {
            method.Il.SizeOf(plan.Element);
        }
        else
        {
            method.Il.Constant(1);
        }
    }
}
