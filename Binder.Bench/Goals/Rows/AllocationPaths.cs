using Binder.Bench.Baselines;
using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>The ways a call can take, each with the kinds of argument that it meets.</summary>
internal sealed class AllocationPaths : IDisposable
{
    private const int BadFile = -1;

    // Beyond what a proxy keeps on the stack.
    private static readonly string s_longPath = new('x', 3000);

    private readonly HostedKernel _kernel = HostedKernel.Create(AbiShape.LinuxX64, new BarHandler(), new BufferHandler());

    private readonly ArenaMemory _arena = new(4096);

    public AllocationPaths()
    {
        LoopbackAbi loopback = new(_kernel, SyscallCaller.CurrentProcess);
        All =
        [
            ("[Short]", Loop(SyscallBinder.Bind<IShortParentId>(LinuxAbi.Current), linux => linux.ParentId())),
            ("full transition", Loop(SyscallBinder.Bind<IParentId>(LinuxAbi.Current), linux => linux.ParentId())),
            ("Result", Loop(SyscallBinder.Bind<IEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce)), thunk => thunk.Echo(1))),
            ("Result of an error", Loop(SyscallBinder.Bind<IEcho>(LinuxAbi.Over(BareNative.ReturnAtOnce)), thunk => thunk.Echo(-1))),
            ("untyped", Loop(LinuxAbi.Current, linux => linux.Call(ParentIdByHand.Number))),
            ("short string", Loop(SyscallBinder.Bind<IPaths>(LinuxAbi.Current), linux => linux.OpenAt(BadFile, "missing", 0, 0))),
            ("long string", Loop(SyscallBinder.Bind<IPaths>(LinuxAbi.Current), linux => linux.OpenAt(BadFile, s_longPath, 0, 0))),
            .. Buffers("kernel", LinuxAbi.Current),
            .. Buffers("loopback", loopback),
            .. Buffers("hosted", _kernel.Abi),
            ("loopback", Loop(SyscallBinder.Bind<IBar>(loopback), kernel => kernel.Bar(1, 2))),
            ("hosted", Loop(SyscallBinder.Bind<IBar>(_kernel.Abi), kernel => kernel.Bar(1, 2))),
            ("codec", EncodingLoops.Binder(FooValues.Rotation)),
            ("codec, arena", EncodingLoops.Binder(FooValues.Rotation, _arena)),
            ("hosted, unknown number", Loop(_kernel.Abi, kernel => kernel.Call(99_999, 1, 2))),
        ];
    }

    public IReadOnlyList<(string Name, Loop Loop)> All { get; }

    public void Dispose()
    {
        _arena.Dispose();
        _kernel.Dispose();
    }

    private static IEnumerable<(string Name, Loop Loop)> Buffers(string way, SyscallAbi abi)
    {
        IBuffers bound = SyscallBinder.Bind<IBuffers>(abi);
        byte[] buffer = new byte[64];
        return
        [
            ($"span to {way}", Loop(bound, calls => calls.Write(BadFile, buffer))),
            ($"span from {way}", Loop(bound, calls => calls.Read(BadFile, buffer))),
            ($"out to {way}", Loop(bound, calls => calls.ReadClock(0, out _))),
        ];
    }

    private static Loop Loop<T>(T target, Action<T> call) => calls =>
    {
        for (int i = 0; i < calls; i++)
        {
            call(target);
        }
    };
}
