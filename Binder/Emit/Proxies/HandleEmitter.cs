using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A SafeHandle: held open for the call.</summary>
internal sealed class HandleEmitter(HandleArgument plan) : ArgumentEmitter(plan)
{
    private LocalBuilder? _held;
    private LocalBuilder? _handle;

    public override bool NeedsRelease => true;

    public override void Declare(IlWriter il)
    {
        _held = il.Local(typeof(bool));
        il.Constant(0);
        il.Store(_held);
    }

    public override void Prepare(IlWriter il)
    {
        _handle = il.Local(typeof(nint));
        il.Note($"handle = HandleArguments.Hold({plan.Parameter.Name}, ref held)");
        il.LoadArgument(Argument);
        il.LoadAddress(_held!);
        il.Constant(Name);
        il.Call(Helper.Of(typeof(HandleArguments), nameof(HandleArguments.Hold)));
        il.Store(_handle);
        LeafChecks.Emit(il, plan.Number, () => PushWord(il, 0), Name);
    }

    public override void PushWord(IlWriter il, int word)
    {
        il.Load(_handle!);
        il.Convert(typeof(long));
    }

    public override void PushHighWord(IlWriter il, int word) => ScalarIl.HighWord(il, plan.Number, () => il.Load(_handle!));

    public override void Release(IlWriter il)
    {
        il.LoadArgument(Argument);
        il.Load(_held!);
        il.Call(Helper.Of(typeof(HandleArguments), nameof(HandleArguments.Release)));
    }
}
