using Binder.Plans;

namespace Binder.Emit;

/// <summary>A handle's number, which is all that the kernel side has of it.</summary>
internal sealed class NativeHandle(ArgumentPlan plan) : HandlerArgument
{
    public override void Decode(KernelMethod method)
    {
    }

    public override void Push(KernelMethod method)
    {
        method.PushRegister(plan.FirstRegister);
        if (method.Plan.Shape.RegisterBits == 32)
        {
            method.Il.Convert(typeof(int));
        }

        method.Il.Convert(typeof(nint));
    }
}
