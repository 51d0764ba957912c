using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>A word of 64 bits that something computes, or that a local keeps: an address, a count.</summary>
internal sealed class WordPlace : Place
{
    private readonly Action<IlWriter> _push;
    private readonly LocalBuilder? _local;

    public WordPlace(Action<IlWriter> push)
        : base(typeof(ulong)) => _push = push;

    public WordPlace(LocalBuilder local)
        : base(typeof(ulong)) => (_local, _push) = (local, il => il.Load(local));

    public override void PushHolder(IlWriter il) => throw new InvalidOperationException("A word has no fields.");

    public override void Load(IlWriter il) => _push(il);

    public override void BeginStore(IlWriter il)
    {
    }

    public override void EndStore(IlWriter il) => il.Store(_local!);
}
