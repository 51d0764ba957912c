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
        "PackedByLoopback", "PackedByGate", "MessagesWithoutContract", "MessageOfTheHost", "PackedCodecs", "ListPacked",
    ];

    /// <summary>Those that need the native trap or gate.</summary>
    public static string[] NativeUses { get; } = ["BindDirect", "KernelByGate", "KernelOfContexts", "HandlerThatThrows", "KernelLeftOpen", "PackedByGate"];

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

        [SyscallUnion]
        internal abstract record Shape
        {
            [Variant(0)] internal sealed record Nothing : Shape;
            [Variant(1)] internal sealed record Round(uint Radius) : Shape;
        }

        [SyscallUnion(TagSize = 1)] internal enum Refusal { No, Never = 7 }

        internal readonly record struct Own(byte Value) : IPackedValue<Own>
        {
            public static void Encode(in Own value, ref PackedWriter writer) => writer.Write(value.Value);
            public static bool TryDecode(ref PackedReader reader, out Own value) { bool ok = reader.TryRead(out byte b); value = new(b); return ok; }
        }

        [Syscall(510)] internal readonly record struct Draw(Shape Shape, Option<Pair> At) : ISyscall<Option<Shape>, Refusal>;

        [SyscallInterface]
        internal interface IPacked
        {
            Result<Option<Shape>, SyscallError<Refusal>> Do(Draw call);
            [Syscall(511)] Result<Shape, Refusal> Same(Shape shape, Own own, (Mode, float) more);
            [Syscall(512)] Own Next(Own own, Option<Pair> pair);
        }

        internal sealed class PackedHandler : IPacked
        {
            public Result<Option<Shape>, SyscallError<Refusal>> Do(Draw call) => call.At.HasValue ? Option.Some(call.Shape) : Result.Fail(SyscallError.Failed(Refusal.Never));
            public Result<Shape, Refusal> Same(Shape shape, Own own, (Mode, float) more) => own.Value == 0 ? Result.Fail(Refusal.No) : shape;
            public Own Next(Own own, Option<Pair> pair) => new((byte)(own.Value + 1));
        }

        internal sealed class MessageHandler : ISyscallHandler<Draw, Option<Shape>, Refusal>, ISyscallHandler<HostMessage<Pair>, HostSign, HostRefusal>
        {
            public Result<Option<Shape>, Refusal> Handle(in Draw message, in SyscallContext context) => message.At.HasValue ? Option.Some(message.Shape) : Result.Fail(Refusal.Never);
            public Result<HostSign, HostRefusal> Handle(in HostMessage<Pair> message, in SyscallContext context) => new HostSign(message.Value.Left);
        }

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
                Check(table.Contracts.Count == 4 && table.Messages.Count == 1);
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

            public static void PackedByLoopback()
            {
                foreach (AbiShape shape in (AbiShape[])[AbiShape.Packed(64, 6), AbiShape.Packed(32, 8), AbiShape.Packed(64, 6) with { Encoding = AbiEncoding.Auto }])
                {
                    using HostedKernel kernel = HostedKernel.Create(shape, new PackedHandler());
                    CheckPacked(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
                }
            }

            public static void PackedByGate()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 6), new PackedHandler());
                CheckPacked(kernel.Abi);
            }

            public static void MessagesWithoutContract()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 6), new MessageHandler());
                LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
                Shape shape = new Shape.Round(7);
                Check(abi.Perform<Draw, Option<Shape>, Refusal>(new(shape, new Pair(1, 2))).Value.Value == shape);
                abi.Perform(new Draw(shape, Option.None), out Result<Option<Shape>, SyscallError<Refusal>> failed);
                Check(failed.Error.Error == Refusal.Never);
            }

            public static void MessageOfTheHost()
            {
                using HostedKernel kernel = HostedKernel.Create(AbiShape.Packed(64, 6), new MessageHandler());
                LoopbackAbi abi = new(kernel, SyscallCaller.CurrentProcess);
                Check(abi.Perform<HostMessage<Pair>, HostSign, HostRefusal>(new(new Pair(5, 2))).Value.Value == 5);
            }

            public static void PackedCodecs()
            {
                foreach (AbiShape shape in (AbiShape[])[AbiShape.Packed(64, 6), AbiShape.Packed(32, 3)])
                {
                    TrapFrame frame = new(1);
                    SyscallCodec<(Shape, Option<Own>)> codec = SyscallCodec.For<(Shape, Option<Own>)>(shape);
                    byte[] spill = GC.AllocateArray<byte>(codec.MaxSpill, pinned: true);
                    if (codec.MaxSpill == 0)
                    {
                        codec.Encode((new Shape.Round(5), new Own(6)), ref frame, spill);
                        Check(codec.Decode(frame, UserMemory.CurrentProcess).Value == (new Shape.Round(5), new Own(6)));
                    }
                }
            }

            public static void ListPacked()
            {
                Check(SyscallEmission.List(SyscallTable.Of(typeof(IPacked), typeof(Draw)), new LoopbackAbi(HostedKernel.Create(AbiShape.Packed(64, 6)), SyscallCaller.CurrentProcess)).Contains("frame.Number = 511"));
                Check(SyscallEmission.ListKernel(AbiShape.Packed(64, 6), typeof(PackedHandler)).Contains("Same"));
            }

            private static void CheckPacked(SyscallAbi abi)
            {
                IPacked packed = SyscallBinder.Bind<IPacked>(abi);
                Shape shape = new Shape.Round(7);
                Check(packed.Do(new Draw(shape, new Pair(1, 2))).Value.Value == shape);
                Check(packed.Do(new Draw(new Shape.Nothing(), Option.None)).Error.Error == Refusal.Never);
                Check(packed.Same(shape, new Own(1), (Mode.On, 1.5f)).Value == shape);
                Check(packed.Same(shape, new Own(0), default).Error == Refusal.No);
                Check(packed.Next(new Own(4), Option.None).Value == 5);
                Check(abi.Perform<Draw, Option<Shape>, Refusal>(new(shape, new Pair(1, 2))).Value.Value == shape);
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
