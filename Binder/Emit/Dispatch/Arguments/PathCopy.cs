using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A path of bytes of the handler: the kernel's copy, without the NUL.</summary>
internal sealed class PathCopy(PathArgument plan) : HandlerArgument
{
    private LocalBuilder? _path;

    public override bool NeedsScratch => true;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        _path = il.Local(typeof(ReadOnlySpan<byte>));
        il.Note($"if (CallerText.Path(…, out {plan.Parameter.Name}) is not Answered and var outcome) return outcome");
        il.LoadArgument(KernelMethod.Caller);
        il.LoadArgument(KernelMethod.Settings);
        il.Load(method.Scratch!.Stack);
        method.PushNative(plan.FirstRegister);
        il.Constant(plan.MaxBytes ?? -1);
        il.LoadAddress(_path);
        il.Call(Helper.Of(typeof(CallerText), nameof(CallerText.Path)));
        method.ExitUnlessAnswered();
    }

    public override void Push(KernelMethod method) => method.Il.Load(_path!);
}
