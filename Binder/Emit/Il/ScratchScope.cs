using System.Reflection.Emit;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Notes where the thread's scratch memory stands, and goes back there.</summary>
internal sealed class ScratchScope
{
    private readonly IlWriter _il;
    private readonly LocalBuilder _mark;

    /// <param name="il">The method.</param>
    /// <param name="isLow">Whether it is the memory below 4 GiB.</param>
    public ScratchScope(IlWriter il, bool isLow = false)
    {
        string current = isLow ? nameof(ScratchStack.CurrentLow) : nameof(ScratchStack.Current);
        _il = il;
        Stack = il.Local(typeof(ScratchStack));
        _mark = il.Local(typeof(ScratchMark));
        il.Note($"mark = ScratchStack.{current}.Mark()");
        il.Call(typeof(ScratchStack).GetProperty(current)!.GetMethod!);
        il.Store(Stack);
        il.Load(Stack);
        il.Call(Helper.Of(typeof(ScratchStack), nameof(ScratchStack.Mark)));
        il.Store(_mark);
    }

    /// <summary>The local that holds the thread's scratch memory.</summary>
    public LocalBuilder Stack { get; }

    public void Release()
    {
        _il.Load(Stack);
        _il.Load(_mark);
        _il.Call(Helper.Of(typeof(ScratchStack), nameof(ScratchStack.Release)));
    }
}
