namespace Binder.Emit;

/// <summary>How a proxy reaches its kernel.</summary>
internal enum ProxyWay
{
    /// <summary>By the ABI's <see cref="SyscallAbi.Trap"/>, as every call but those to the host's own kernel.</summary>
    Trap,

    /// <summary>Straight to the thunk.</summary>
    Direct,
}
