using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A path of bytes: pinned, its own address where it ends with a NUL, else that of a copy.</summary>
internal sealed class PathEmitter(PathArgument plan) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;

    public override bool NeedsScratch => true;

    public override void Prepare(IlWriter il)
    {
        LocalBuilder buffer = il.Local(typeof(TextBuffer));
        _address = il.Local(typeof(ulong));
        il.Note($"fixed (byte* p = {plan.Parameter.Name}) address = TextArguments.Path({plan.Parameter.Name}, …)");
        il.LoadArgument(Argument);
        il.Call(SpanEmitter.GetReference(plan.Parameter.ParameterType, typeof(byte)));
        Pin(il, typeof(byte));
        il.LoadArgument(Argument);
        il.LoadAddress(buffer);
        il.Constant(Name);
        il.Call(Helper.Of(typeof(TextArguments), nameof(TextArguments.Path)));
        il.Store(_address);
    }

    public override void PushWord(IlWriter il, int word) => il.Load(_address!);
}
