using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>From proxy to handler and back, without native code and with it.</summary>
internal static class RoundTripRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("Bar as a method (int Bar(uint, uint)), LoopbackAbi, LinuxX64", 4, "interface call, not inlined", Loopback),
        new CallRow("Bar as a method, hosted native round trip, LinuxX64", 1.5, "out-and-back by hand", Hosted),
    ];

    private static PairedLoops Loopback()
    {
        BarHandler handler = new();
        HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, handler);
        IBar proxy = SyscallBinder.Bind<IBar>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        return new(Loops.Bar<LoopbackProxy>(proxy), Loops.Bar<Handler>(handler), owned: kernel);
    }

    private static PairedLoops Hosted()
    {
        HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new BarHandler());
        IBar proxy = SyscallBinder.Bind<IBar>(kernel.Abi);
        return new(Loops.Bar<HostedProxy>(proxy), Loops.Bar<OutAndBack>(new BarOutAndBack()), owned: kernel);
    }

    private readonly struct LoopbackProxy;

    private readonly struct Handler;

    private readonly struct HostedProxy;

    private readonly struct OutAndBack;
}
