using Binder.Boundary;
using Binder.Model;

namespace Binder.Emit;

/// <summary>
/// What is emitted for a kernel's handlers: a switch over the number to one small method per call, which decodes the
/// frame, calls the handler and writes the answer.
/// </summary>
internal abstract class SyscallDispatcher
{
    /// <summary>The calls in order of number, to tell of them; none where nobody set them.</summary>
    public KeyValuePair<ulong, SyscallDescriptor>[] Calls { get; set; } = [];

    /// <summary>The call of a number; null where it is not known.</summary>
    public SyscallDescriptor? Find(ulong number) => Array.Find(Calls, call => call.Key == number).Value;

    /// <summary>Serves one call. Never rejects by itself: what is not <see cref="CallOutcome.Answered"/> is for the kernel to answer.</summary>
    /// <exception cref="Exception">Whatever the handler throws.</exception>
    public abstract CallOutcome Dispatch(ref TrapFrame frame, SyscallCaller caller, DispatchSettings settings);
}
