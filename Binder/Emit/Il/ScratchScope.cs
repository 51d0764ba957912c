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

    /// <summary>Takes memory, or throws.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="zeroed">How many of them are zero.</param>
    /// <param name="address">The local that gets the address.</param>
    public void Take(int bytes, int zeroed, LocalBuilder address)
    {
        _il.Load(Stack);
        _il.Constant(bytes);
        _il.Constant(zeroed);
        _il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Take)));
        _il.Store(address);
    }

    /// <summary>Takes memory; leaves, with an empty stack, where there is none.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="zeroed">How many of them are zero.</param>
    /// <param name="address">The local that gets the address.</param>
    /// <param name="outOfMemory">Where to go.</param>
    public void TakeOrLeave(int bytes, int zeroed, LocalBuilder address, Label outOfMemory)
    {
        _il.Load(Stack);
        _il.Constant(bytes);
        _il.Constant(zeroed);
        _il.LoadAddress(address);
        _il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.TryTake)));
        _il.BranchIfFalse(outOfMemory);
    }

    public void Release()
    {
        _il.Load(Stack);
        _il.Load(_mark);
        _il.Call(Helper.Of(typeof(ScratchStack), nameof(ScratchStack.Release)));
    }
}
