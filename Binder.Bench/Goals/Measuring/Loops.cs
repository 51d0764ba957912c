using System.Runtime.CompilerServices;
using Binder.Bench.Contracts;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Measuring;

/// <summary>The loops that rows and benchmarks time. Each contract has one shape of loop for Binder and for peers.</summary>
/// <remarks>
/// Optimized at once, without a profile, so that the call through the interface stays one: a profile would let the compiler guess the
/// class and inline one side's call but not the other's. <c>TSite</c> is an empty struct that gives each use code of its own, because a call
/// site that has met two classes dispatches more slowly.
/// </remarks>
internal static class Loops
{
    private const MethodImplOptions Opaque = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;

    private static long s_sink;

    public static Loop ParentId<TSite>(IParentId target) where TSite : struct => calls => RunParentId<TSite>(target, calls);

    public static Loop ParentId<TSite>(IShortParentId target) where TSite : struct => calls => RunShortParentId<TSite>(target, calls);

    public static Loop Echo<TSite>(IEcho target) where TSite : struct => calls => RunEcho<TSite>(target, calls);

    public static Loop Echo<TSite>(IShortEcho target) where TSite : struct => calls => RunShortEcho<TSite>(target, calls);

    public static Loop ByHand<TSite>(IByHand target) where TSite : struct => calls => RunByHand<TSite>(target, calls);

    public static Loop Bar<TSite>(IBar target) where TSite : struct => calls => RunBar<TSite>(target, calls);

    [MethodImpl(Opaque)]
    private static void RunParentId<TSite>(IParentId target, int calls)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += target.ParentId();
        }

        Volatile.Write(ref s_sink, sum);
    }

    [MethodImpl(Opaque)]
    private static void RunShortParentId<TSite>(IShortParentId target, int calls)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += target.ParentId();
        }

        Volatile.Write(ref s_sink, sum);
    }

    [MethodImpl(Opaque)]
    private static void RunEcho<TSite>(IEcho target, int calls)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += target.Echo(i).Value;
        }

        Volatile.Write(ref s_sink, sum);
    }

    [MethodImpl(Opaque)]
    private static void RunShortEcho<TSite>(IShortEcho target, int calls)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += target.Echo(i).Value;
        }

        Volatile.Write(ref s_sink, sum);
    }

    [MethodImpl(Opaque)]
    private static void RunByHand<TSite>(IByHand target, int calls)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += target.Call(i);
        }

        Volatile.Write(ref s_sink, sum);
    }

    [MethodImpl(Opaque)]
    private static void RunBar<TSite>(IBar target, int calls)
    {
        long sum = 0;
        for (int i = 0; i < calls; i++)
        {
            sum += target.Bar((uint)i, 1);
        }

        Volatile.Write(ref s_sink, sum);
    }
}
