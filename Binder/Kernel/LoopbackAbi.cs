using Binder.Native;

namespace Binder;

/// <summary>
/// A managed way to a kernel in this process: calls its dispatcher on the calling thread, without native code. Works on every platform,
/// and with every shape. After the kernel's disposal every call gets the shape's rejection.
/// </summary>
public sealed class LoopbackAbi : SyscallAbi
{
    private readonly HostedKernel _kernel;
    private readonly SyscallCaller _caller;

    /// <summary>Makes the way.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="caller">Who calls through this way.</param>
    /// <exception cref="ArgumentNullException">Either is null.</exception>
    public LoopbackAbi(HostedKernel kernel, SyscallCaller caller)
        : base((kernel ?? throw new ArgumentNullException(nameof(kernel))).Shape)
    {
        ArgumentNullException.ThrowIfNull(caller);
        (_kernel, _caller) = (kernel, caller);
        Signals.EnsureInstalled();
    }

    /// <summary>The caller's memory.</summary>
    public override UserMemory Memory => _caller.Memory;

    /// <inheritdoc/>
    public override void Trap(ref TrapFrame frame)
    {
        nint thread = ThreadPointer.Current;
        _kernel.Serve(ref frame, _caller, thread);
    }
}
