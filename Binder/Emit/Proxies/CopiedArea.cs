using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>A return area in copied memory: begun as the zeroes of the local that the answer is read from, and brought back there after the call.</summary>
internal sealed class CopiedArea(IlWriter il, CopyScope scope, Type type)
{
    private CopyPlace? _copy;

    public void Prepare(LocalBuilder area)
    {
        _copy = new(il);
        il.Note("if (!CopiedArguments.Reference(copies, in area, …)) goto refused");
        scope.Push();
        il.LoadAddress(area);
        _copy.PushOuts();
        il.Call(Helper.Of(typeof(CopiedArguments), nameof(CopiedArguments.Reference), type));
        scope.RefuseIfFalse();
    }

    public void PushAddress() => _copy!.PushAddress();

    public void CopyBack(LocalBuilder area)
    {
        il.Note("CopiedArguments.ReferenceBack(copy, ref area)");
        _copy!.PushMemory();
        il.LoadAddress(area);
        il.Call(Helper.Of(typeof(CopiedArguments), nameof(CopiedArguments.ReferenceBack), type));
    }
}
