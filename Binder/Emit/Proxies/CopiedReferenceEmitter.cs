using Binder.Plans;

namespace Binder.Emit;

/// <summary><c>in</c>, <c>ref</c> and <c>out</c> of what the kernel cannot reach where it is: the address of a copy. What <c>out</c> refers to is zeroed first.</summary>
internal sealed class CopiedReferenceEmitter(ReferenceArgument plan, CopyScope scope) : ArgumentEmitter(plan)
{
    private CopyPlace? _copy;

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

        _copy = new(il);
        il.Note($"if (!CopiedArguments.Reference(copies, in {plan.Parameter.Name}, …)) goto refused");
        scope.Push();
        il.LoadArgument(Argument);
        _copy.PushOuts();
        il.Call(Helper.Of(typeof(CopiedArguments), nameof(CopiedArguments.Reference), Element));
        scope.RefuseIfFalse();
    }

    public override void PushWord(IlWriter il, int word) => _copy!.PushAddress();

    public override void CopyBack(IlWriter il)
    {
        if (plan.Access == BufferAccess.In)
        {
            return;
        }

        il.Note($"CopiedArguments.ReferenceBack(copy, ref {plan.Parameter.Name})");
        _copy!.PushMemory();
        il.LoadArgument(Argument);
        il.Call(Helper.Of(typeof(CopiedArguments), nameof(CopiedArguments.ReferenceBack), Element));
    }
}
