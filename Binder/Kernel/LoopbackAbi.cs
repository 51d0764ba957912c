using Binder.Native;

namespace Binder;

/// <summary>
/// A managed way to a kernel in this process: calls its dispatcher on the calling thread, without native code. Works on every platform,
/// and with every shape. After the kernel's disposal every call gets the shape's rejection.
/// </summary>
/// <param name="kernel">The kernel.</param>
/// <param name="caller">Who calls through this way.</param>
public sealed class LoopbackAbi(HostedKernel kernel, SyscallCaller caller)
    : SyscallAbi((kernel ?? throw new ArgumentNullException(nameof(kernel))).Shape)
{
    private readonly SyscallCaller _caller = caller ?? throw new ArgumentNullException(nameof(caller));

    /// <summary>The caller's memory.</summary>
    public override UserMemory Memory => _caller.Memory;

    /// <inheritdoc/>
    public override void Trap(ref TrapFrame frame)
    {
        nint thread = ThreadPointer.Current;
        kernel.Serve(ref frame, _caller, thread);
    }
}
