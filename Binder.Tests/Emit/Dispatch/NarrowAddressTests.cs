using System.Runtime.InteropServices;
using Binder.Boundary;
using Binder.Tests.Native;

namespace Binder.Tests.Emit.Dispatch;

/// <summary>Shapes whose addresses are narrower than this process's: what crosses below 4 GiB arrives, and upper bits are what the shape says.</summary>
[TestClass]
public sealed class NarrowAddressTests
{
    private static readonly Dictionary<string, AbiShape> s_shapes = new()
    {
        ["32 bits"] = Shapes.Narrow,
        ["32 bits, truncating"] = Shapes.Narrow with { NarrowArguments = NarrowRule.Truncate },
        ["32 bits, counted"] = Shapes.Narrow with { Strings = StringForm.Counted },
        ["pointers of 32 bits"] = Shapes.HalfPointers,
    };

    public static IEnumerable<string> AllShapes => s_shapes.Keys;

    [TestInitialize]
    public void NeedsNativeCode() => NativeMachine.Required();

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void What_proxies_copy_arrives_and_comes_back(string shape)
    {
        Handler handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            ScratchMark before = ScratchStack.CurrentLow.Mark();
            INarrowMemory user = SyscallBinder.Bind<INarrowMemory>(abi);
            Assert.AreEqual(3, user.Sum([1, 1, 1]));
            Assert.AreEqual(0, user.Sum(default));
            int[] data = [1, 2, 3, 4];
            Assert.AreEqual(2, user.Fill(data, 2).Value);
            CollectionAssert.AreEqual((int[])[7, 7, 3, 4], data);
            Assert.AreEqual(Errno.EAGAIN, user.Fill(data, -1).Error);
            CollectionAssert.AreEqual((int[])[7, 7, 3, 4], data);
            Assert.AreEqual("text+path", user.Text("text", "path"u8) == 4 ? handler.Seen : "");
            int number = 5;
            Assert.AreEqual(6, user.Exchange(6, ref number, out int old));
            Assert.AreEqual((6, 5), (number, old));
            Assert.AreEqual(new NarrowTimes(8, 9), user.Area(8));
            Assert.AreEqual(before, ScratchStack.CurrentLow.Mark());
        }
    }

    [TestMethod]
    [DynamicData(nameof(AllShapes))]
    public void A_handler_may_call_the_kernel_itself_while_its_caller_waits(string shape)
    {
        Handler handler = new();
        using HostedKernel kernel = HostedKernel.Create(s_shapes[shape], handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            INarrowMemory user = SyscallBinder.Bind<INarrowMemory>(abi);
            handler.WhileSumming = depth => depth == 0 ? 0 : user.Sum([depth - 1, 1000]);
            Assert.AreEqual(4 + (4 * 1000) + 6, user.Sum([4, 0, 0, 0]));
            handler.WhileSumming = null;
        }
    }

    [TestMethod]
    public void Upper_bits_of_addresses_and_counts_are_malformed_where_the_shape_refuses_and_ignored_where_it_truncates()
    {
        const ulong Upper = 1UL << 40;
        foreach (NarrowRule rule in (NarrowRule[])[NarrowRule.Refuse, NarrowRule.Truncate])
        {
            using HostedKernel kernel = HostedKernel.Create(Shapes.HalfPointers with { NarrowArguments = rule }, new Handler());
            UserMemory memory = UserMemory.Over(new byte[64], 0x1000);
            SyscallAbi abi = new LoopbackAbi(kernel, new SyscallCaller(memory));
            Assert.IsTrue(memory.TryWrite(new UserPointer<int>(0x1000), 41));
            Assert.AreEqual(41, abi.Raw(1, 0x1000, 1));
            long refused = KernelWays.Negative(Errno.EINVAL);
            Assert.AreEqual(rule == NarrowRule.Refuse ? refused : 41, abi.Raw(1, 0x1000 | Upper, 1));
            Assert.AreEqual(rule == NarrowRule.Refuse ? refused : 41, abi.Raw(1, 0x1000, 1 | Upper));
            Assert.AreEqual(rule == NarrowRule.Refuse ? refused : 1, abi.Raw(4, 1, 0x1000, 0x1004 | Upper));
            Assert.AreEqual(rule == NarrowRule.Refuse ? refused : 0, abi.Raw(5, 3, 0x1008 | Upper));
            Assert.AreEqual(rule == NarrowRule.Refuse ? refused : 3, abi.Raw(3, 0x1030 | Upper, 0x1030));
        }
    }

    [SyscallInterface]
    internal interface INarrowMemory
    {
        [Syscall(1)] int Sum(ReadOnlySpan<int> data);

        [Syscall(2)][return: LengthOf(nameof(data))] Result<int, Errno> Fill([Out] Span<int> data, int count);

        [Syscall(3)] int Text(string text, [NulTerminated] ReadOnlySpan<byte> path);

        [Syscall(4)] int Exchange(int value, ref int place, out int old);

        [Syscall(5)] NarrowTimes Area(int seconds);
    }

    internal readonly record struct NarrowTimes(int Seconds, int Fraction);

    internal sealed class Handler : INarrowMemory
    {
        public string Seen { get; private set; } = "";

        public Func<int, int>? WhileSumming { get; set; }

        public int Sum(ReadOnlySpan<int> data)
        {
            int inner = WhileSumming?.Invoke(data[0]) ?? 0;
            int sum = inner;
            foreach (int value in data)
            {
                sum += value;
            }

            return sum;
        }

        public Result<int, Errno> Fill([Out] Span<int> data, int count)
        {
            Assert.IsFalse(data.ContainsAnyExcept(0));
            data.Fill(7);
            return count < 0 ? Result.Fail(Errno.EAGAIN) : count;
        }

        public int Text(string text, ReadOnlySpan<byte> path)
        {
            Seen = $"{text}+{System.Text.Encoding.UTF8.GetString(path)}";
            return path.IsEmpty ? 3 : text.Length;
        }

        public int Exchange(int value, ref int place, out int old)
        {
            (old, place) = (place, value);
            return value;
        }

        public NarrowTimes Area(int seconds) => new(seconds, seconds + 1);
    }
}
