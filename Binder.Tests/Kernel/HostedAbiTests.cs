using Binder.Boundary;
using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class HostedAbiTests
{
    private static readonly Dictionary<string, AbiShape> s_shapes = new()
    {
        ["Linux"] = TestKernel.LinuxLike,
        ["callee-saved"] = new() { RegisterBits = 64, ArgumentRegisters = [3, 5, 12, 13, 14, 15], ReturnRegisters = [5, 0, 3] },
        ["one register"] = new() { RegisterBits = 64, ArgumentRegisters = [2] },
        ["13 registers"] = new() { RegisterBits = 64, ArgumentRegisters = [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 3, 2] },
        ["all answers"] = new() { RegisterBits = 64, ArgumentRegisters = [7, 6, 2], Errors = ErrorConvention.Tagged },
        ["32 bits"] = new() { RegisterBits = 32, PointerBits = 32, ArgumentRegisters = [3, 1, 2, 6, 7, 5] },
        ["16 by pointer"] = AbiShape.Packed(64, 16),
        ["128 bits by pointer"] = AbiShape.Packed(128, 16),
        ["128 bits, some answers"] = new() { RegisterBits = 128, ArgumentRegisters = [0, 1, 2, 3], ReturnRegisters = [3, 1] },
    };

    public static IEnumerable<string> Shapes => s_shapes.Keys;

    [TestInitialize]
    public void NeedsNativeCode() => TestKernel.NeedsNativeCode();

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Frame_crosses_and_only_the_return_registers_come_back(string name)
    {
        AbiShape shape = s_shapes[name];
        FrameLayout layout = new(shape);
        ulong mask = shape.RegisterBits == 32 ? uint.MaxValue : ulong.MaxValue;
        using HostedKernel kernel = TestKernel.Of(
            (ref frame, _, _) =>
            {
                for (int i = 0; i < layout.Words; i++)
                {
                    if (frame[i] != (0x1122_3344_5566_7700 + (ulong)i & mask))
                    {
                        return CallOutcome.Malformed;
                    }
                }

                for (int i = 0; i < layout.Words; i++)
                {
                    frame[i] = ~frame[i] & mask;
                }

                return frame.Number == 0xFEDC_BA98_7654_3210 ? CallOutcome.Answered : CallOutcome.UnknownNumber;
            },
            shape: shape);

        TrapFrame sent = new(0xFEDC_BA98_7654_3210);
        for (int i = 0; i < TrapFrame.MaxWords; i++)
        {
            sent[i] = 0x1122_3344_5566_7700 + (ulong)i & mask;
        }

        TrapFrame wanted = sent;
        foreach (int register in layout.Returns)
        {
            int word = layout.Word(register);
            wanted[word] = ~sent[word] & mask;
            if (shape.RegisterBits == 128)
            {
                wanted[word + 1] = ~sent[word + 1];
            }
        }

        TrapFrame frame = sent;
        kernel.Abi.Trap(ref frame);
        Assert.AreEqual(wanted, frame);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Disposed_kernel_is_refused_in_the_words_of_the_shape(string name)
    {
        AbiShape shape = s_shapes[name];
        HostedKernel kernel = TestKernel.Adding(shape);
        SyscallAbi abi = kernel.Abi;
        kernel.Dispose();
        TrapFrame byGate = new(1, [.. Enumerable.Range(1, TrapFrame.MaxWords).Select(i => (ulong)i)]);
        TrapFrame wanted = byGate;
        new RejectionWriter(shape).Write(ref wanted, CallOutcome.Closed);
        abi.Trap(ref byGate);
        Assert.AreEqual(wanted, byGate);
    }

    [TestMethod]
    public void Shapes_that_differ_in_what_the_way_does_not_see_share_a_page()
    {
        AbiShape other = TestKernel.LinuxLike with
        {
            Numbers = SyscallNumbers.Parse("1 one"),
            Strings = StringForm.Counted,
            PointerBits = 32,
        };
        Assert.AreSame(HostedWay.For(TestKernel.LinuxLike), HostedWay.For(other));
        Assert.AreNotSame(HostedWay.For(TestKernel.LinuxLike), HostedWay.For(TestKernel.LinuxLike with { ReturnRegisters = [1] }));
    }

    [TestMethod]
    public void Return_registers_that_are_none_are_refused_when_connecting()
    {
        using HostedKernel kernel = TestKernel.Adding(TestKernel.LinuxLike with { ReturnRegisters = [6] });
        Assert.ThrowsExactly<ArgumentException>(() => kernel.Connect(SyscallCaller.CurrentProcess));
    }

    [TestMethod]
    public void Kernels_within_kernels_mix_nothing_up()
    {
        const int Depth = 40;
        string[] names = ["Linux", "callee-saved", "32 bits", "128 bits, some answers", "16 by pointer"];
        HostedKernel[] kernels = new HostedKernel[Depth + 1];
        for (int level = 0; level <= Depth; level++)
        {
            int own = level;
            AbiShape shape = s_shapes[names[level % names.Length]];
            FrameLayout layout = new(shape);
            kernels[level] = TestKernel.Of(
                (ref frame, caller, _) =>
                {
                    ulong sent = frame[0];
                    nint below = own == Depth ? 0 : kernels[own + 1].Abi.Call((ulong)own + 1, sent + 1, 7);
                    if (frame.Number != (ulong)own || frame[0] != sent)
                    {
                        return CallOutcome.Malformed;
                    }

                    if (sent == 1000 + (ulong)own)
                    {
                        throw new InvalidOperationException($"level {own}");
                    }

                    frame[layout.AnswerWord(0)] = (ulong)below + 1;
                    return CallOutcome.Answered;
                },
                shape: shape);
        }

        Assert.AreEqual(Depth + 1, kernels[0].Abi.Call(0, 5));
        List<string> thrown = [];
        foreach (HostedKernel kernel in kernels)
        {
            kernel.HandlerFailed += (_, e) => thrown.Add(e.Exception.Message);
        }

        kernels[0].Abi.Call(0, 1000);
        CollectionAssert.AreEqual(Enumerable.Range(0, Depth + 1).Reverse().Select(level => $"level {level}").ToArray(), thrown);
        Assert.AreEqual(Depth + 1, kernels[0].Abi.Call(0, 5));
        foreach (HostedKernel kernel in kernels)
        {
            kernel.Dispose();
        }
    }

    [TestMethod]
    public void Frames_in_objects_survive_a_collecting_heap()
    {
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            _ = new byte[64];
            frame[0] = frame[0] + frame[1] + frame[5];
            return CallOutcome.Answered;
        });
        SyscallAbi abi = kernel.Abi;
        ulong calls = 0;
        int wrong = 0;
        using CollectingHeap heap = new(() => (long)Volatile.Read(ref calls), stepsPerCollection: 20);
        for (ulong i = 0; i < TestLength.Choose(50_000ul, 300_000ul) || heap.Collections < TestLength.Choose(100, 5_000); i++)
        {
            Volatile.Write(ref calls, i);
            Holder holder = new() { Frame = new(i, i, 1, 2, 3, 4, 5) };
            abi.Trap(ref holder.Frame);
            if (holder.Frame != new TrapFrame(i, i + 6, 1, 2, 3, 4, 5))
            {
                wrong++;
            }
        }

        Assert.AreEqual(0, wrong);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Calls_allocate_nothing(string name)
    {
        SyscallCaller caller = new(UserMemory.CurrentProcess, filter: number => number != 3);
        HostedKernel kernel = TestKernel.Adding(s_shapes[name]);
        SyscallAbi[] ways = [.. TestKernel.Ways(kernel, caller)];
        foreach (SyscallAbi abi in ways)
        {
            Assert.AreEqual(0, Allocated(abi, 1));
            Assert.AreEqual(0, Allocated(abi, 3));
        }

        kernel.Dispose();
        foreach (SyscallAbi abi in ways)
        {
            Assert.AreEqual(0, Allocated(abi, 1));
        }
    }

    private static long Allocated(SyscallAbi abi, ulong number)
    {
        TrapFrame frame = new(number, 1, 2);
        long before = 0;
        for (int i = -1000; i < 10_000; i++)
        {
            if (i == 0)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
            }

            abi.Trap(ref frame);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Holder
    {
        public TrapFrame Frame;
    }
}
