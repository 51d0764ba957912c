using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A path of bytes where the shape has no room for its address: a copy with a NUL.</summary>
internal sealed class LowPathEmitter(PathArgument plan, LowScope low) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;

    public override void Prepare(IlWriter il)
    {
        _address = il.Local(typeof(ulong));
        il.Note($"if (!LowMemoryArguments.Path(low, {plan.Parameter.Name}, …)) goto refused");
        low.Push();
        il.LoadArgument(Argument);
        il.Constant(Name);
        il.LoadAddress(_address);
        il.Call(Helper.Of(typeof(LowMemoryArguments), nameof(LowMemoryArguments.Path)));
        low.RefuseIfFalse();
    }

    public override void PushWord(IlWriter il, int word) => il.Load(_address!);
}
