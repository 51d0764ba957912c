using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A handle's number, which is all that the kernel side has of it.</summary>
internal sealed class NativeHandle(HandleArgument plan) : HandlerArgument
{
    private LocalBuilder? _number;

    public override bool IsClaim => false;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        il.Note($"{plan.Parameter.Name} = …");
        _number = il.Local(typeof(nint));
        RegisterLocal register = method.Take(plan.FirstRegister);
        ScalarIl.FromRegister(il, plan.Number, method.WordRule, register, method.Malformed);
        il.Store(_number);
    }

    public override void Push(KernelMethod method) => method.Il.Load(_number!);
}
