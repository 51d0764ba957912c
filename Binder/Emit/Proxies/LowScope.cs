using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>The thread's memory below 4 GiB, where a shape has no room for other addresses of this process.</summary>
internal sealed class LowScope(IlWriter il) : CopyScope(il)
{
    private ScratchScope? _scratch;

    protected override LocalBuilder Stack => _scratch!.Stack;

    public override void Begin()
    {
        base.Begin();
        _scratch = new ScratchScope(Il, isLow: true);
    }

    public override void Release() => _scratch!.Release();
}
