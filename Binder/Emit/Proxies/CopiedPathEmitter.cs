using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A path of bytes that the kernel cannot reach where it is: a copy with a NUL.</summary>
internal sealed class CopiedPathEmitter(PathArgument plan, CopyScope scope) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;

    public override void Prepare(IlWriter il)
    {
        _address = il.Local(typeof(ulong));
        il.Note($"if (!CopiedArguments.Path(copies, {plan.Parameter.Name}, …)) goto refused");
        scope.Push();
        il.LoadArgument(Argument);
        il.Constant(Name);
        il.LoadAddress(_address);
        il.Call(Helper.Of(typeof(CopiedArguments), nameof(CopiedArguments.Path)));
        scope.RefuseIfFalse();
    }

    public override void PushWord(IlWriter il, int word) => il.Load(_address!);
}
