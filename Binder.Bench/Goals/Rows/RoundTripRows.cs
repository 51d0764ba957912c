using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>From proxy to handler and back, without native code and with it.</summary>
internal static class RoundTripRows
{
    private const string InterfaceCall = "interface call, not inlined";

    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("int Bar(uint, uint), proxy to handler and back, LoopbackAbi, registers", 4, InterfaceCall, () => new(
            Loopback<Registers>(AbiShape.LinuxX64, out HostedKernel kernel), InterfaceCalls(), owned: kernel)),
        new CallRow("int Bar(uint, uint), proxy to handler and back, LoopbackAbi, packed", null, InterfaceCall, () => new(
            Loopback<Packed>(EncodingLoops.Shape, out HostedKernel kernel), InterfaceCalls(), owned: kernel)),
        new CallRow("int Bar(uint, uint), proxy to handler and back, native gate", 1.5, "out-and-back by hand", Hosted),
        Arguments("MemoryPack, raw copy, unchecked", EncodingLoops.MemoryPack(BarValues.Some)),
        Arguments("MessagePack-CSharp, reused writer", EncodingLoops.MessagePack(BarValues.Some)),
    ];

    private static Loop Loopback<TSite>(AbiShape shape, out HostedKernel kernel) where TSite : struct
    {
        kernel = HostedKernel.Create(shape, new BarHandler());
        return Loops.Bar<TSite>(SyscallBinder.Bind<IBar>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)));
    }

    private static Loop InterfaceCalls() => Loops.Bar<Handler>(new BarHandler());

    private static CallRow Arguments(string peer, Loop peerLoop) =>
        new("arguments (uint, uint), packed, encode + decode", null, peer, () => new(EncodingLoops.Binder(BarValues.Some), peerLoop));

    private static PairedLoops Hosted()
    {
        HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new BarHandler());
        IBar proxy = SyscallBinder.Bind<IBar>(kernel.Abi);
        return new(Loops.Bar<HostedProxy>(proxy), Loops.Bar<OutAndBack>(new BarOutAndBack()), owned: kernel);
    }

    private readonly struct Registers;

    private readonly struct Packed;

    private readonly struct Handler;

    private readonly struct HostedProxy;

    private readonly struct OutAndBack;
}
