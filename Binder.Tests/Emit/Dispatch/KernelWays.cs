using Binder.Boundary;
using Binder.Native;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>A way to a kernel through its public Dispatch.</summary>
internal sealed class DispatchAbi(HostedKernel kernel, SyscallCaller caller) : SyscallAbi(kernel.Shape)
{
    public override UserMemory Memory => caller.Memory;

    public override void Trap(ref TrapFrame frame) => kernel.Dispatch(ref frame, caller);
}

/// <summary>The ways to a kernel, and calls over them with registers of the test's own.</summary>
internal static class KernelWays
{
    /// <summary>Dispatch, loopback, another thread and, where the machine has it, the native gate.</summary>
    public static IEnumerable<SyscallAbi> To(HostedKernel kernel, SyscallCaller? caller = null)
    {
        yield return new DispatchAbi(kernel, caller ?? SyscallCaller.CurrentProcess);
        yield return new LoopbackAbi(kernel, caller ?? SyscallCaller.CurrentProcess);
        yield return new TwoThreadAbi(kernel, caller ?? SyscallCaller.CurrentProcess);
        if (NativePlatform.IsSupported)
        {
            yield return caller is null ? kernel.Abi : kernel.Connect(caller);
        }
    }

    /// <summary>Sends the words as they are and gives the answer's word, sign-extended.</summary>
    public static long Raw(this SyscallAbi abi, ulong number, params ReadOnlySpan<ulong> words)
    {
        TrapFrame frame = new(number, words);
        abi.Trap(ref frame);
        Assert.AreEqual(number, frame.Number);
        ulong answer = frame[new FrameLayout(abi.Shape).AnswerWord(0)];
        return abi.Shape.RegisterBits == 32 ? (int)answer : (long)answer;
    }

    /// <summary>What the answer's word holds for an error.</summary>
    public static long Negative(Errno error) => -(long)error;
}
