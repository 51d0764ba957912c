using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary><c>in</c>, <c>ref</c> and <c>out</c>: pinned, its address. What <c>out</c> points to is zeroed first: no leftover reaches a kernel.</summary>
internal sealed class ReferenceEmitter(ReferenceArgument plan) : ArgumentEmitter(plan)
{
    private LocalBuilder? _pinned;

    public override void Prepare(IlWriter il)
    {
        if (plan.Access == BufferAccess.Out)
        {
            il.Note($"{plan.Parameter.Name} = default");
            il.LoadArgument(Argument);
            il.Initialize(plan.Element);
        }

        il.Note($"fixed ({plan.Element.Name}* p = &{plan.Parameter.Name})");
        il.LoadArgument(Argument);
        _pinned = Pin(il, plan.Element);
    }

    public override void PushWord(IlWriter il, int word) => PushAddress(il, _pinned!);
}
