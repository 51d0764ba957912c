namespace Binder.Emit;

/// <summary>What every emitted proxy is.</summary>
internal abstract class SyscallProxy(SyscallAbi abi)
{
    /// <summary>Where calls go.</summary>
    public readonly SyscallAbi Abi = abi;

    /// <summary>The thunk that proxies of the direct way call themselves.</summary>
    public readonly nint Thunk = abi.DirectThunk;

    public override string ToString() => $"{GetType().Name} over {Abi.GetType().Name}";
}
