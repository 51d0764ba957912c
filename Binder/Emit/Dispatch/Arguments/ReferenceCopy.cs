using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>An <c>in</c>, <c>ref</c> or <c>out</c> parameter of the handler: a local of the kernel, copied in and out.</summary>
internal sealed class ReferenceCopy(ReferenceArgument plan) : HandlerArgument
{
    private LocalBuilder? _value;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        _value = il.Local(plan.Element);
        if (plan.Access == BufferAccess.Out)
        {
            CheckAlignment(method, plan.FirstRegister, plan.Element);
            il.LoadAddress(_value);
            il.Initialize(plan.Element);
            return;
        }

        il.Note($"if (CallerSpans.Read(…, out {plan.Parameter.Name}) is not Answered and var outcome) return outcome");
        il.LoadArgument(KernelMethod.Caller);
        method.PushNative(plan.FirstRegister);
        il.Constant(method.ChecksAlignment ? 1 : 0);
        il.LoadAddress(_value);
        il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.Read), plan.Element));
        method.ExitUnlessAnswered();
    }

    public override void Push(KernelMethod method) => method.Il.LoadAddress(_value!);

    public override void CheckBack(KernelMethod method, Action? pushAnswer)
    {
        if (plan.Access != BufferAccess.In && ContentRules.AreThere(plan.Element))
        {
            method.Il.Note($"if {plan.Parameter.Name} holds bits that are no value, the answer cannot be sent");
            method.Il.LoadAddress(_value!);
            method.Il.Call(Helper.Of(typeof(ContentRules), nameof(ContentRules.Hold), plan.Element));
            method.Il.BranchIfFalse(method.Unsendable(nameof(Unsendable.BadContent), () => method.Il.Constant(plan.Index)));
        }
    }

    public override void WriteBack(KernelMethod method, Action? pushAnswer)
    {
        if (plan.Access != BufferAccess.In)
        {
            WriteTo(method, plan.FirstRegister, _value!);
        }
    }

    /// <summary>Leaves where memory that is only written later has an address that will not do, before the handler runs.</summary>
    public static void CheckAlignment(KernelMethod method, int register, Type element)
    {
        if (method.ChecksAlignment)
        {
            method.PushNative(register);
            method.Il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.IsAligned), element));
            method.Il.BranchIfFalse(method.Malformed);
        }
    }

    /// <summary>Writes a local to the memory whose address a register carries.</summary>
    public static void WriteTo(KernelMethod method, int register, LocalBuilder value)
    {
        method.Il.LoadArgument(KernelMethod.Caller);
        method.PushNative(register);
        method.Il.LoadAddress(value);
        method.Il.Call(Helper.Of(typeof(CallerSpans), nameof(CallerSpans.Write), value.LocalType));
        method.ExitUnlessAnswered();
    }
}
