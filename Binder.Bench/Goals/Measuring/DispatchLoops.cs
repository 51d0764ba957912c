using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;

namespace Binder.Bench.Goals.Measuring;

/// <summary>Loops over frames whose numbers come in a given order, through a kernel and through what would stand in its place.</summary>
internal static class DispatchLoops
{
    /// <summary>How many numbers an order has; longer than branch predictors remember.</summary>
    public const int OrderLength = 1 << 15;

    private const MethodImplOptions Opaque = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private static ulong s_sink;

    public static Loop Frames<TSite>(HostedKernel kernel, ulong[] order) where TSite : struct
    {
        LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        return calls => RunFrames<TSite>(abi, order, calls);
    }

    public static Loop Delegates(FrameMethod[] methods, ulong[] order) => calls => RunDelegates(methods, order, calls);

    public static Loop Dictionary(Dictionary<ulong, FrameMethod> methods, ulong[] order) => calls => RunDictionary(methods, order, calls);

    [MethodImpl(Opaque)]
    private static void RunFrames<TSite>(LoopbackAbi abi, ulong[] order, int calls)
    {
        TrapFrame frame = default;
        for (int i = 0; i < calls; i++)
        {
            frame.Number = order[i & (OrderLength - 1)];
            frame[0] = (ulong)i;
            abi.Trap(ref frame);
            s_sink += frame[0];
        }
    }

    [MethodImpl(Opaque)]
    private static void RunDelegates(FrameMethod[] methods, ulong[] order, int calls)
    {
        TrapFrame frame = default;
        for (int i = 0; i < calls; i++)
        {
            frame.Number = order[i & (OrderLength - 1)];
            frame[0] = (ulong)i;
            methods[frame.Number](ref frame);
            s_sink += frame[0];
        }
    }

    [MethodImpl(Opaque)]
    private static void RunDictionary(Dictionary<ulong, FrameMethod> methods, ulong[] order, int calls)
    {
        TrapFrame frame = default;
        for (int i = 0; i < calls; i++)
        {
            frame.Number = order[i & (OrderLength - 1)];
            frame[0] = (ulong)i;
            if (methods.TryGetValue(frame.Number, out FrameMethod? method))
            {
                method(ref frame);
            }

            s_sink += frame[0];
        }
    }
}
