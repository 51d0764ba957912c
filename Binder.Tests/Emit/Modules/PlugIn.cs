using System.Reflection;
using Binder.Tests.Documents;

namespace Binder.Tests.Emit.Modules;

/// <summary>An assembly with contracts, handlers and code that uses them, compiled once and loaded as often as wanted.</summary>
internal static class PlugIn
{
    private const BindingFlags Static = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Lazy<byte[]> s_image = new(() => CSharpSource.Library("PlugIn", Source));

    public static byte[] Image => s_image.Value;

    /// <summary>What can be done with it, by name.</summary>
    public static string[] Uses { get; } =
    [
        "BindDirect", "BindTrap", "BindAllAndPrepare", "ScanAndExplain", "KernelByGate", "KernelByLoopback", "KernelLeftOpen", "KernelOfContexts",
        "HandlerThatThrows", "Codec", "List", "BrokenContract", "HostGenericOverOwnType", "HostAbi",
    ];

    /// <summary>Those that need the native trap or gate.</summary>
    public static string[] NativeUses { get; } = ["BindDirect", "KernelByGate", "KernelOfContexts", "HandlerThatThrows", "KernelLeftOpen"];

    public static void Run(Assembly plugIn, string use) =>
        plugIn.GetType("PlugIn.Uses")!.GetMethod(use, Static)!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);

    private const string Source = """
        using Binder.Tests.Emit.Modules;
        namespace PlugIn;

        public enum Mode : ushort { Off, On = 7 }

        public record struct Pair(int Left, uint Right);

        [SyscallInterface]
        public interface IPlug
        {
            [Syscall("getpid"), Short] int GetPid();
            [Syscall("getppid")] Result<int, Errno> GetParent();
        }

        [SyscallInterface]
        internal interface IRich
        {
            [Syscall(500)] Result<long, Errno> Sum(Pair pair, Mode mode, HostPoint point);
            [Syscall(501)] Result<nint, Errno> Swap(Span<Pair> pairs, string name, out Pair last);
            [Syscall(502)] Mode Next(Mode mode);
        }

        internal sealed class Handler : IPlug, IRich
        {
            public int GetPid() => 7;
            public Result<int, Errno> GetParent() => Result.Fail(Errno.ESRCH);
            public Result<long, Errno> Sum(Pair pair, Mode mode, HostPoint point) => pair.Left + pair.Right + (long)mode + point.X + point.Y;
            public Mode Next(Mode mode) => mode == Mode.On ? Mode.Off : Mode.On;

            public Result<nint, Errno> Swap(Span<Pair> pairs, string name, out Pair last)
            {
                for (int i = 0; i < pairs.Length; i++) pairs[i] = new((int)pairs[i].Right, (uint)pairs[i].Left);
                last = pairs[^1];
                return name.Length;
            }
        }

        [Binder.Handles(typeof(IPlug))]
        internal sealed class ContextHandler
        {
            public int GetPid(in SyscallContext context) => (int)context.Number;

            public async ValueTask<Result<int, Errno>> GetParentAsync(SyscallContext context)
            {
                await Task.Yield();
                return (int)context.Number;
            }
        }

        internal sealed class Throwing : IPlug
        {
            public int GetPid() => throw new PlugInException();
            public Result<int, Errno> GetParent() => 1;
        }

        internal sealed class PlugInException : Exception;

        [SyscallInterface]
        internal interface IBroken { [Syscall(1)] int Take(byte[] bytes, List<Pair> pairs); }

        internal sealed class Echo() : SyscallAbi(AbiShape.LinuxX64)
        {
            public override void Trap(ref TrapFrame frame) => frame[0] += frame.Number;
        }

        public static class Uses
        {
            public static void BindDirect() => Check(SyscallBinder.Bind<IPlug>(LinuxAbi.Current).GetPid() == Environment.ProcessId);

            public static void BindTrap()
            {
                Check(SyscallBinder.Bind<IPlug>(new DelegatingEcho(new Echo())).GetParent().Value >= 110);
                Check(SyscallBinder.Bind<IRich>(new Echo()).Sum(new(1, 2), Mode.On, new(3, 4)).Value == 501);
            }

            public static void HostAbi()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new HostHandler<int>());
                Check(SyscallBinder.Bind<IHostGeneric<int>>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).Send(1, 1, [1, 2]).Value == 1);
                Check(SyscallBinder.Bind<IPlug>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess)).GetParent().Error == Errno.ENOSYS);
            }

            public static void BindAllAndPrepare()
            {
                BoundSyscalls bound = SyscallBinder.BindAll(SyscallTable.Of(typeof(IPlug), typeof(IRich)), new Echo());
                bound.Prepare();
                Check(bound.Get<IPlug>().GetParent().IsOk && bound.Get<IRich>().Sum(new(1, 2), Mode.Off, default).IsOk);
            }

            public static void ScanAndExplain()
            {
                SyscallTable table = SyscallTable.Scan(typeof(Uses).Assembly);
                Check(table.Contracts.Count == 3);
                Check(SyscallTable.Of<IRich>().Explain(AbiShape.LinuxX64).Count == 3);
            }

            public static void KernelByGate()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new Handler());
                CheckRich(kernel.Abi);
            }

            public static void KernelByLoopback()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new Handler());
                CheckRich(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
            }

            public static void KernelLeftOpen() => CheckRich(HostedKernel.Create(AbiShape.LinuxX64, new Handler()).Abi);

            public static void KernelOfContexts()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new ContextHandler());
                IPlug plug = SyscallBinder.Bind<IPlug>(kernel.Abi);
                Check(plug.GetPid() == 39 && plug.GetParent().Value == 110);
            }

            public static void HandlerThatThrows()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new KernelOptions { HandlerError = Errno.ENOMEM }, new Throwing());
                Exception? thrown = null;
                kernel.HandlerFailed += (_, e) => thrown = e.Exception;
                try
                {
                    SyscallBinder.Bind<IPlug>(kernel.Abi).GetPid();
                    Check(false);
                }
                catch (SyscallException e)
                {
                    Check(e.Is(Errno.ENOMEM) && thrown is PlugInException);
                }
            }

            public static void Codec()
            {
                TrapFrame frame = new(1);
                SyscallCodec<Pair> codec = SyscallCodec.For<Pair>(AbiShape.LinuxX64);
                codec.Encode(new(-1, 2), ref frame, default);
                Check(codec.Decode(frame, UserMemory.CurrentProcess).Value == new Pair(-1, 2));
            }

            public static void List()
            {
                Check(SyscallEmission.List(SyscallTable.Of<IRich>(), new Echo()).Contains("frame.Number = 501"));
                Check(SyscallEmission.ListKernel(AbiShape.LinuxX64, typeof(Handler)).Contains("Swap"));
            }

            public static void BrokenContract()
            {
                try
                {
                    SyscallBinder.Bind<IBroken>(new Echo());
                    Check(false);
                }
                catch (SyscallBindingException e)
                {
                    Check(e.Diagnostics.Count == 2);
                }
            }

            public static void HostGenericOverOwnType()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.LinuxX64, new HostHandler<Pair>());
                IHostGeneric<Pair> generic = SyscallBinder.Bind<IHostGeneric<Pair>>(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
                Check(generic.Send(new(1, 2), new(1, 2), [new(1, 2), new(3, 4), new(1, 2)]).Value == 2);
            }

            private static void CheckRich(SyscallAbi abi)
            {
                IPlug plug = SyscallBinder.Bind<IPlug>(abi);
                IRich rich = SyscallBinder.Bind<IRich>(abi);
                Check(plug.GetPid() == 7 && plug.GetParent().Error == Errno.ESRCH);
                Check(rich.Sum(new(1, 2), Mode.On, new(3, 4)).Value == 17 && rich.Next(Mode.On) == Mode.Off);
                Span<Pair> pairs = [new(1, 2), new(3, 4)];
                Check(rich.Swap(pairs, "four", out Pair last).Value == 4);
                Check(last == new Pair(4, 3) && pairs[0] == new Pair(2, 1) && pairs[1] == last);
            }

            private static void Check(bool holds)
            {
                if (!holds) throw new InvalidOperationException("The plug-in got a wrong answer.");
            }
        }

        internal sealed class DelegatingEcho(SyscallAbi inner) : DelegatingAbi(inner);
        """;
}
