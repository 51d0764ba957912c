using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>A return area below 4 GiB: begun as the zeroes of the local that the answer is read from, and brought back there after the call.</summary>
internal sealed class LowArea(IlWriter il, LowScope low, Type type)
{
    private LocalBuilder? _address;

    public void Prepare(LocalBuilder area)
    {
        _address = il.Local(typeof(ulong));
        il.Note("if (!LowMemoryArguments.Reference(low, in area, out address)) goto refused");
        low.Push();
        il.LoadAddress(area);
        il.LoadAddress(_address);
        il.Call(Helper.Of(typeof(LowMemoryArguments), nameof(LowMemoryArguments.Reference), type));
        low.RefuseIfFalse();
    }

    public void PushAddress() => il.Load(_address!);

    public void CopyBack(LocalBuilder area)
    {
        il.Note("LowMemoryArguments.ReferenceBack(address, ref area)");
        PushAddress();
        il.LoadAddress(area);
        il.Call(Helper.Of(typeof(LowMemoryArguments), nameof(LowMemoryArguments.ReferenceBack), type));
    }
}
