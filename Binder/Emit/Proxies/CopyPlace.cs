using System.Reflection.Emit;
using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>One piece of a <see cref="CopyScope"/>'s memory: where this side has it, and what the frame says where it is.</summary>
internal sealed class CopyPlace(IlWriter il)
{
    private readonly LocalBuilder _memory = il.Local(typeof(Span<byte>));
    private readonly LocalBuilder _address = il.Local(typeof(ulong));

    /// <summary>Pushes the memory, as a span of bytes.</summary>
    public void PushMemory() => il.Load(_memory);

    /// <summary>Pushes what the frame says where it is, as 64 bits.</summary>
    public void PushAddress() => il.Load(_address);

    /// <summary>Pushes references to both, for a helper that takes the piece.</summary>
    public void PushOuts()
    {
        il.LoadAddress(_memory);
        il.LoadAddress(_address);
    }

    /// <summary>Takes a piece of so many bytes; goes to the scope's way out where there is none.</summary>
    public void Take(CopyScope scope, int bytes)
    {
        il.Note("if (!copies.TryTakePlace(…, out piece, out address)) goto refused");
        scope.Push();
        il.Constant((long)bytes);
        PushOuts();
        il.CallVirtual(Helper.Of(typeof(CopyStack), nameof(CopyStack.TryTakePlace)));
        scope.RefuseIfFalse();
    }

    /// <summary>Pins the memory for as long as the method runs.</summary>
    /// <returns>A local with its address in this process, as nuint.</returns>
    public LocalBuilder Pin()
    {
        LocalBuilder pinned = il.Local(typeof(byte).MakeByRefType(), pinned: true);
        LocalBuilder place = il.Local(typeof(nuint));
        il.Note("fixed (byte* place = piece)");
        il.Load(_memory);
        il.Call(SpanEmitter.GetReference(typeof(Span<byte>), typeof(byte)));
        il.Store(pinned);
        il.Load(pinned);
        il.Convert(typeof(nuint));
        il.Store(place);
        return place;
    }
}
