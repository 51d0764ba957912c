using System.Reflection;
using System.Runtime.CompilerServices;
using Binder.Emit;
using Binder.Native;

namespace Binder.Kernel;

/// <summary>A connection to a kernel in this process through host registers, as a real trap goes.</summary>
/// <param name="kernel">The kernel; the connection keeps it alive.</param>
/// <param name="caller">Who calls through this connection.</param>
/// <param name="way">The native way; null where there is none.</param>
internal sealed class HostedAbi(HostedKernel kernel, SyscallCaller caller, HostedWay? way) : SyscallAbi(kernel.Shape)
{
    /// <summary>0 where frames do not travel in registers.</summary>
    private readonly nint _trap = way is { ByPointer: false } ? way.Address : 0;

    ~HostedAbi() => KernelTable.Remove(Token);

    public HostedKernel Kernel { get; } = kernel;

    public SyscallCaller Caller { get; } = caller;

    /// <summary>What names this connection beside a frame; given by <see cref="KernelTable.Add"/>.</summary>
    public ulong Token { get; set; }

    public override UserMemory Memory => Caller.Memory;

    internal override MethodInfo? StaticTrap => Helper.Of(typeof(HostedAbi), nameof(TrapHosted));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override unsafe void Trap(ref TrapFrame frame)
    {
        if (_trap == 0)
        {
            TrapByCopy(ref frame);
            return;
        }

        // The frame may be a field of an object. The connection must not be finalized while its token is under way.
        fixed (TrapFrame* pinned = &frame)
        {
            NativeCall.HostedTrap(_trap, pinned, Token);
        }

        GC.KeepAlive(this);
    }

    /// <summary><see cref="Trap"/> of an ABI that is known to be of this class.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void TrapHosted(SyscallAbi abi, ref TrapFrame frame) => Unsafe.As<HostedAbi>(abi).Trap(ref frame);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private unsafe void TrapByCopy(ref TrapFrame frame)
    {
        if (way is null)
        {
            NativePlatform.Require("The hosted trap");
        }

        Unsafe.SkipInit(out TrapFrame copy);
        TrapFrame.CopyUsed(frame, ref copy, way!.Layout.Words);
        NativeCall.HostedTrap(way.Address, &copy, Token);
        way.Layout.CopyAnswer(copy, ref frame);
        GC.KeepAlive(this);
    }
}
