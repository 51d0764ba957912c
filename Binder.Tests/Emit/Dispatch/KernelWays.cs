using Binder.Boundary;
using Binder.Native;
using Binder.Tests.Emit.Lent;

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

    /// <summary>All of them.</summary>
    public static IEnumerable<SyscallAbi> All(HostedKernel kernel) => [.. To(kernel), .. Lending(kernel)];

    /// <summary>Ways whose callers have addresses of their own, below 4 GiB and not this process's, and bring memory that has them.</summary>
    public static IEnumerable<SyscallAbi> Lending(HostedKernel kernel)
    {
        BlockLender block = new();
        yield return new LendingAbi(new LoopbackAbi(kernel, new SyscallCaller(block.Memory)), block);
        if (NativePlatform.IsSupported)
        {
            ArenaMemory arena = new(1 << 20, address: 0x4000_0000);
            yield return new LendingAbi(kernel.Connect(new SyscallCaller(arena)), new ArenaLender(arena, 1 << 20));
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
