namespace Binder.Bench.Peers;

/// <summary>A call of a thunk written by hand, behind an interface like the proxy it is compared with.</summary>
internal interface IByHand
{
    nint Call(nint argument);
}
