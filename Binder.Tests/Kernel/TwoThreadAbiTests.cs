using Binder.Boundary;
using Binder.Emit;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class TwoThreadAbiTests
{
    private static readonly Dictionary<string, AbiShape> s_shapes = new()
    {
        ["Linux"] = TestKernel.LinuxLike,
        ["some answers"] = new() { RegisterBits = 64, ArgumentRegisters = [3, 5, 12, 13, 14, 15], ReturnRegisters = [5, 0, 3] },
        ["all answers"] = new() { RegisterBits = 64, ArgumentRegisters = [7, 6, 2], Errors = ErrorConvention.Tagged },
        ["32 bits"] = new() { RegisterBits = 32, PointerBits = 32, ArgumentRegisters = [3, 1, 2, 6, 7, 5] },
        ["128 bits"] = AbiShape.Packed(128, 16),
        ["128 bits, some answers"] = new() { RegisterBits = 128, ArgumentRegisters = [0, 1, 2, 3], ReturnRegisters = [3, 1] },
    };

    public static IEnumerable<string> Shapes => s_shapes.Keys;

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Frame_crosses_and_only_the_return_registers_come_back(string name)
    {
        AbiShape shape = s_shapes[name];
        FrameLayout layout = new(shape);
        TrapFrame seen = default;
        using HostedKernel kernel = TestKernel.Of(
            (ref frame, _, _) =>
            {
                seen = default;
                TrapFrame.CopyUsed(frame, ref seen, layout.Words);
                for (int i = 0; i < TrapFrame.MaxWords; i++)
                {
                    frame[i] = ~(ulong)i;
                }

                return CallOutcome.Answered;
            },
            shape: shape);
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        TrapFrame sent = new(0xFEDC_BA98_7654_3210, [.. Enumerable.Range(100, TrapFrame.MaxWords).Select(i => (ulong)i)]);
        TrapFrame wanted = sent;
        TrapFrame wantedThere = new(sent.Number);
        for (int i = 0; i < layout.Words; i++)
        {
            wantedThere[i] = sent[i];
        }

        foreach (int register in layout.Returns)
        {
            for (int word = layout.Word(register); word < layout.Word(register + 1); word++)
            {
                wanted[word] = ~(ulong)word;
            }
        }

        TrapFrame frame = sent;
        abi.Trap(ref frame);
        Assert.AreEqual(wanted, frame);
        Assert.AreEqual(wantedThere, seen);
    }

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Closed_way_and_closed_kernel_are_refused_in_the_words_of_the_shape(string name)
    {
        AbiShape shape = s_shapes[name];
        using HostedKernel open = TestKernel.Adding(shape);
        TwoThreadAbi closedWay = new(open, SyscallCaller.CurrentProcess);
        closedWay.Dispose();
        HostedKernel closed = TestKernel.Adding(shape);
        using TwoThreadAbi openWay = new(closed, SyscallCaller.CurrentProcess);
        closed.Dispose();
        foreach (TwoThreadAbi abi in (TwoThreadAbi[])[closedWay, openWay])
        {
            TrapFrame frame = new(1, [.. Enumerable.Range(1, TrapFrame.MaxWords).Select(i => (ulong)i)]);
            TrapFrame wanted = frame;
            new RejectionWriter(shape).Write(ref wanted, CallOutcome.Closed);
            abi.Trap(ref frame);
            Assert.AreEqual(wanted, frame);
        }
    }

    [TestMethod]
    public void Handlers_run_on_one_thread_that_is_not_the_callers()
    {
        HashSet<Thread> seen = [];
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) =>
        {
            seen.Add(Thread.CurrentThread);
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => TestKernel.Start(() => abi.Call(1)))];
        abi.Call(1);
        Array.ForEach(callers, caller => caller.Join());
        Thread only = seen.Single();
        Assert.IsFalse(callers.Append(Thread.CurrentThread).Contains(only));
        Assert.IsTrue(only.IsBackground);
    }

    [TestMethod]
    public void Callers_asynchronous_locals_do_not_reach_handlers()
    {
        AsyncLocal<string> local = new() { Value = "the caller's" };
        string? seen = "unset";
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) =>
        {
            seen = local.Value;
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, SyscallCaller.CurrentProcess);
        abi.Call(1);
        Assert.IsNull(seen);
    }

    [TestMethod]
    public void Memory_is_the_callers_and_the_kernel_sees_the_caller()
    {
        SyscallCaller guest = new(UserMemory.Over(new byte[16], 0x1000), "guest");
        SyscallCaller? seen = null;
        using HostedKernel kernel = TestKernel.Of((ref frame, caller, _) =>
        {
            seen = caller;
            return CallOutcome.Answered;
        });
        using TwoThreadAbi abi = new(kernel, guest);
        abi.Call(1);
        Assert.AreSame(guest, seen);
        Assert.AreSame(guest.Memory, abi.Memory);
        Assert.AreSame(kernel.Shape, abi.Shape);
    }

    [TestMethod]
    public void Filter_is_asked_and_refuses()
    {
        using HostedKernel kernel = TestKernel.Adding();
        using TwoThreadAbi abi = new(kernel, new(UserMemory.CurrentProcess, filter: number => number != 3));
        Assert.AreEqual(3, abi.Call(1, 1, 2));
        Assert.AreEqual(-(nint)Errno.EPERM, abi.Call(3, 1, 2));
    }

    [TestMethod]
    public void What_a_handler_or_filter_throws_is_the_kernels_matter_and_the_thread_goes_on()
    {
        int failures = 0;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
            frame.Number == 2 ? throw new InvalidOperationException("handler") : TestKernel.Add(ref frame, null!, null!));
        kernel.HandlerFailed += (_, _) => failures++;
        using TwoThreadAbi abi = new(
            kernel, new(UserMemory.CurrentProcess, filter: number => number != 3 ? true : throw new InvalidOperationException("filter")));
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(-(nint)Errno.EIO, abi.Call(2));
            Assert.AreEqual(-(nint)Errno.EIO, abi.Call(3));
            Assert.AreEqual(3, abi.Call(1, 1, 2));
        }

        Assert.AreEqual(20, failures);
    }

    [TestMethod]
    public void Handler_that_calls_through_the_same_way_is_served_on_its_thread()
    {
        HashSet<Thread> seen = [];
        TwoThreadAbi? abi = null;
        using HostedKernel kernel = TestKernel.Of((ref frame, _, _) =>
        {
            seen.Add(Thread.CurrentThread);
            ulong sent = frame[0];
            ulong below = sent == 0 ? 0 : (ulong)abi!.Call(1, sent - 1, 9, 9);
            bool isIntact = frame[0] == sent && frame[1] == 9;
            frame[0] = below + (isIntact ? 1ul : 1000ul);
            return CallOutcome.Answered;
        });
        using (abi = new(kernel, SyscallCaller.CurrentProcess, capacity: 1))
        {
            Assert.AreEqual(51, abi.Call(1, 50, 9));
        }

        Assert.HasCount(1, seen);
    }

    [TestMethod]
    public void Two_ways_may_call_one_another()
    {
        SyscallAbi? back = null;
        using HostedKernel lower = TestKernel.Adding();
        using TwoThreadAbi down = new(lower, SyscallCaller.CurrentProcess);
        using HostedKernel upper = TestKernel.Of((ref TrapFrame frame, SyscallCaller _, DispatchSettings _) =>
        {
            frame[0] = (ulong)(down.Call(1, frame[0], 1) + back!.Call(1, frame[0], 2));
            return CallOutcome.Answered;
        });
        using TwoThreadAbi up = new(upper, SyscallCaller.CurrentProcess);
        using TwoThreadAbi other = new(lower, SyscallCaller.CurrentProcess);
        back = other;
        Assert.AreEqual(23, up.Call(1, 10));
    }

    [TestMethod]
    public void Arguments_are_checked()
    {
        using HostedKernel kernel = TestKernel.Adding();
        Assert.ThrowsExactly<ArgumentNullException>(() => new TwoThreadAbi(null!, SyscallCaller.CurrentProcess));
        Assert.ThrowsExactly<ArgumentNullException>(() => new TwoThreadAbi(kernel, null!));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TwoThreadAbi(kernel, SyscallCaller.CurrentProcess, 0));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new TwoThreadAbi(kernel, SyscallCaller.CurrentProcess, -1));
        using TwoThreadAbi unbounded = new(kernel, SyscallCaller.CurrentProcess, int.MaxValue);
        Assert.AreEqual(3, unbounded.Call(1, 1, 2));

        // Objects whose constructor threw are finalized too.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
