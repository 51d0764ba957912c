using System.Reflection;

namespace Binder.Emit;

/// <summary>How a proxy reaches its kernel.</summary>
/// <param name="Trap">
/// The method that takes the ABI and the frame: <see cref="SyscallAbi.Trap"/>, or what the ABI has in place of that. Null: straight to
/// the thunk of the host's own kernel.
/// </param>
/// <param name="IsLent">Whether what a frame points at lies in memory that the ABI lends.</param>
internal readonly record struct ProxyWay(MethodInfo? Trap, bool IsLent)
{
    public static ProxyWay To(SyscallAbi abi) => abi.DirectThunk != 0
        ? default
        : new(abi.StaticTrap ?? Helper.Of(typeof(SyscallAbi), nameof(SyscallAbi.Trap)), abi.LastingLender is not null);
}
