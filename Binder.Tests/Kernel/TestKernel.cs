using Binder.Boundary;
using Binder.Emit;
using Binder.Kernel;
using Binder.Native;
using Binder.Tests.Native;

namespace Binder.Tests.Kernel;

/// <summary>What the tests' kernels do with a call, in place of emitted code.</summary>
internal delegate CallOutcome Serving(ref TrapFrame frame, SyscallCaller caller, DispatchSettings settings);

internal sealed class TestDispatcher(Serving serve) : SyscallDispatcher
{
    public override CallOutcome Dispatch(ref TrapFrame frame, SyscallCaller caller, DispatchSettings settings) =>
        serve(ref frame, caller, settings);
}

/// <summary>Kernels around a lambda, and the shapes they are tried with.</summary>
internal static class TestKernel
{
    public const ulong Shutdown = unchecked((ulong)-(long)Errno.ESHUTDOWN);

    /// <summary>The registers of a Linux call on this machine.</summary>
    public static AbiShape LinuxLike { get; } = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = [.. HostCode.Current.Linux],
        ReturnRegisters = [0],
        Numbers = SyscallNumbers.Parse("7 seven\n8 eight"),
    };

    public static HostedKernel Of(Serving serve, KernelOptions? options = null, AbiShape? shape = null) =>
        HostedKernel.Over(shape ?? LinuxLike, options ?? new KernelOptions(), new TestDispatcher(serve));

    /// <summary>A kernel whose every call answers word 0 + word 1.</summary>
    public static HostedKernel Adding(AbiShape? shape = null) => Of(Add, shape: shape);

    public static CallOutcome Add(ref TrapFrame frame, SyscallCaller caller, DispatchSettings settings)
    {
        frame[0] += frame[1];
        return CallOutcome.Answered;
    }

    /// <summary>Both ways to a kernel; the native one only where there is one.</summary>
    public static IEnumerable<SyscallAbi> Ways(HostedKernel kernel, SyscallCaller? caller = null)
    {
        caller ??= SyscallCaller.CurrentProcess;
        yield return new LoopbackAbi(kernel, caller);
        if (NativePlatform.IsSupported)
        {
            yield return kernel.Connect(caller);
        }
    }

    public static void NeedsNativeCode()
    {
        if (!NativePlatform.IsSupported)
        {
            Assert.Inconclusive("This test goes through a native gate and needs Linux on x86-64 or arm64.");
        }
    }

    /// <summary>How many connections there are when those that earlier tests dropped are gone.</summary>
    public static int SettledConnections()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return KernelTable.Count;
    }

    public static Thread Start(Action run)
    {
        Thread thread = new(() => run()) { IsBackground = true };
        thread.Start();
        return thread;
    }
}
