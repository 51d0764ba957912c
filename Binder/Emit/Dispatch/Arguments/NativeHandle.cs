using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A handle's number, which is all that the kernel side has of it.</summary>
internal sealed class NativeHandle(HandleArgument plan) : HandlerArgument
{
    private LocalBuilder? _number;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        il.Note($"{plan.Parameter.Name} = …");
        _number = il.Local(typeof(nint));
        method.PushRegister(plan.FirstRegister);
        il.Store(method.Word);
        ScalarIl.FromWord(
            il, plan.Number, method.WordRule, method.Plan.Shape.RegisterBits, method.Word, method.Malformed);
        il.Store(_number);
    }

    public override void Push(KernelMethod method) => method.Il.Load(_number!);
}
