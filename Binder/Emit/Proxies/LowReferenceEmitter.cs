using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary><c>in</c>, <c>ref</c> and <c>out</c> where the shape has no room for the address: that of a copy. What <c>out</c> refers to is zeroed first.</summary>
internal sealed class LowReferenceEmitter(ReferenceArgument plan, LowScope low) : ArgumentEmitter(plan)
{
    private LocalBuilder? _address;

    /// <summary>The type of the copy; pointers close no generic method.</summary>
    private Type Element => plan.Element.IsPointer ? typeof(nint) : plan.Element;

    public override void Prepare(IlWriter il)
    {
        if (plan.Access == BufferAccess.Out)
        {
            il.Note($"{plan.Parameter.Name} = default");
            il.LoadArgument(Argument);
            il.Initialize(plan.Element);
        }

        _address = il.Local(typeof(ulong));
        il.Note($"if (!LowMemoryArguments.Reference(low, in {plan.Parameter.Name}, out address)) goto refused");
        low.Push();
        il.LoadArgument(Argument);
        il.LoadAddress(_address);
        il.Call(Helper.Of(typeof(LowMemoryArguments), nameof(LowMemoryArguments.Reference), Element));
        low.RefuseIfFalse();
    }

    public override void PushWord(IlWriter il, int word) => il.Load(_address!);

    public override void CopyBack(IlWriter il)
    {
        if (plan.Access == BufferAccess.In)
        {
            return;
        }

        il.Note($"LowMemoryArguments.ReferenceBack(address, ref {plan.Parameter.Name})");
        il.Load(_address!);
        il.LoadArgument(Argument);
        il.Call(Helper.Of(typeof(LowMemoryArguments), nameof(LowMemoryArguments.ReferenceBack), Element));
    }
}
