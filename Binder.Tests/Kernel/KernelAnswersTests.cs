using Binder.Boundary;
using Binder.Kernel;

namespace Binder.Tests.Kernel;

[TestClass]
public sealed class KernelAnswersTests
{
    [TestMethod]
    public void Answer_comes_back_in_the_frame_and_the_number_stays()
    {
        using HostedKernel kernel = TestKernel.Adding();
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            TrapFrame frame = new(7, 20, 22, 3, 4, 5, 6);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(7, 42, 22, 3, 4, 5, 6), frame);
        }
    }

    [TestMethod]
    [DataRow((int)CallOutcome.Malformed, Errno.EINVAL)]
    [DataRow((int)CallOutcome.BadAddress, Errno.EFAULT)]
    [DataRow((int)CallOutcome.UnknownNumber, Errno.ENOSYS)]
    [DataRow((int)CallOutcome.OutOfMemory, Errno.ENOMEM)]
    [DataRow((int)CallOutcome.Unsendable, Errno.EIO)]
    public void Outcome_becomes_the_rejection_of_the_shape(int outcome, Errno error)
    {
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) => (CallOutcome)outcome);
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            Assert.AreEqual(-(nint)error, abi.Call(1, 2, 3));
        }
    }

    [TestMethod]
    public void Rejection_of_a_tagged_shape_says_tag_and_status()
    {
        AbiShape tagged = TestKernel.LinuxLike with { Errors = ErrorConvention.Tagged, ReturnRegisters = [0, 1, 2] };
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) => CallOutcome.UnknownNumber, shape: tagged);
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            TrapFrame frame = new(9, 1, 2, 3, 4, 5, 6);
            abi.Trap(ref frame);
            Assert.AreEqual(new TrapFrame(9, 0x0101, 0, 2, 4, 5, 6), frame);
        }
    }

    [TestMethod]
    public void Filter_refuses_the_numbers_that_it_does_not_know()
    {
        using HostedKernel kernel = TestKernel.Adding();
        SyscallCaller caller = new(UserMemory.CurrentProcess, filter: number => number == 7);
        foreach (SyscallAbi abi in TestKernel.Ways(kernel, caller))
        {
            Assert.AreEqual(5, abi.Call(7, 2, 3));
            Assert.AreEqual(-(nint)Errno.EPERM, abi.Call(8, 2, 3));
        }
    }

    [TestMethod]
    public void Filter_that_throws_is_a_handler_that_failed()
    {
        using HostedKernel kernel = TestKernel.Adding();
        List<string> heard = [];
        kernel.HandlerFailed += (_, e) => heard.Add($"{e.Number}: {e.Exception.Message}");
        SyscallCaller caller = new(UserMemory.CurrentProcess, filter: number => throw new InvalidOperationException("no"));
        foreach (SyscallAbi abi in TestKernel.Ways(kernel, caller))
        {
            Assert.AreEqual(-(nint)Errno.EIO, abi.Call(7, 2, 3));
            Assert.AreEqual("7: no", heard.Single());
            heard.Clear();
        }
    }

    [TestMethod]
    public void Handler_that_throws_raises_HandlerFailed_before_the_answer_and_the_kernel_serves_on()
    {
        using HostedKernel kernel = TestKernel.Of((ref TrapFrame frame, SyscallCaller caller, Binder.Emit.DispatchSettings settings) =>
            frame.Number == 13 ? throw new OperationCanceledException("unlucky") : TestKernel.Add(ref frame, caller, settings));
        TrapFrame frame = default;
        ulong word = 0;
        List<HandlerFailedEventArgs> heard = [];
        kernel.HandlerFailed += (sender, e) =>
        {
            Assert.AreSame(kernel, sender);
            heard.Add(e);
            word = frame[0];
        };

        frame = new(13, 20, 22);
        kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);

        Assert.AreEqual(13ul, heard.Single().Number);
        Assert.AreEqual("unlucky", heard.Single().Exception.Message);
        Assert.AreEqual(20ul, word, "The answer was there before the event.");
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            Assert.AreEqual(-(nint)Errno.EIO, abi.Call(13, 20, 22));
            Assert.AreEqual(42, abi.Call(7, 20, 22));
        }
    }

    [TestMethod]
    public void Error_of_a_handler_that_threw_can_be_set()
    {
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) => throw new FormatException(), new() { HandlerError = Errno.EAGAIN });
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            Assert.AreEqual(-(nint)Errno.EAGAIN, abi.Call(1));
        }
    }

    [TestMethod]
    public void Subscriber_that_throws_ends_neither_the_call_nor_the_other_subscribers()
    {
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) => throw new FormatException());
        int heard = 0;
        kernel.HandlerFailed += (_, _) => throw new InvalidOperationException("subscriber");
        kernel.HandlerFailed += (_, _) => heard++;
        int calls = 0;
        foreach (SyscallAbi abi in TestKernel.Ways(kernel))
        {
            Assert.AreEqual(-(nint)Errno.EIO, abi.Call(1));
            Assert.AreEqual(++calls, heard);
        }
    }

    [TestMethod]
    public void Unsendable_answer_is_told_and_rejected()
    {
        List<UnsendableAnswer> heard = [];
        KernelOptions options = new()
        {
            OnUnsendableAnswer = answer =>
            {
                heard.Add(answer);
                throw new InvalidOperationException("listener");
            },
        };
        using HostedKernel kernel = TestKernel.Of((ref _, _, _) => throw new Binder.Emit.UnsendableException("was answered with nothing.", -1), options);
        SyscallCaller caller = new(UserMemory.CurrentProcess);
        foreach (SyscallAbi abi in TestKernel.Ways(kernel, caller))
        {
            Assert.AreEqual(-(nint)Errno.EIO, abi.Call(5));
            Assert.AreEqual(new UnsendableAnswer(5, caller, heard[0].Cause), heard.Single());
            Assert.AreEqual("Call 5 was answered with nothing.", heard[0].Cause!.Message);
            heard.Clear();
        }
    }

    [TestMethod]
    public void Dispatcher_sees_caller_and_settings()
    {
        KernelOptions options = new() { MaxCopy = 77 };
        SyscallCaller caller = new(UserMemory.Over(new byte[4], 0x1000), identity: 17);
        using HostedKernel kernel = TestKernel.Of(
            (ref TrapFrame frame, SyscallCaller seen, Binder.Emit.DispatchSettings settings) =>
            {
                frame[0] = seen == caller ? (ulong)settings.MaxCopy : 0;
                return settings.Cancellation.CanBeCanceled ? CallOutcome.Answered : CallOutcome.Malformed;
            },
            options);
        foreach (SyscallAbi abi in TestKernel.Ways(kernel, caller))
        {
            Assert.AreEqual(77, abi.Call(1));
            Assert.AreSame(caller.Memory, abi.Memory);
            Assert.AreSame(kernel.Shape, abi.Shape);
        }
    }

    [TestMethod]
    public void Nothing_null_is_taken()
    {
        using HostedKernel kernel = TestKernel.Adding();
        TrapFrame frame = new(1);
        Assert.ThrowsExactly<ArgumentNullException>(() => kernel.Dispatch(ref frame, null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => kernel.Connect(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => new LoopbackAbi(null!, SyscallCaller.CurrentProcess));
        Assert.ThrowsExactly<ArgumentNullException>(() => new LoopbackAbi(kernel, null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => HostedKernel.Create(null!, new object()));
        Assert.ThrowsExactly<ArgumentNullException>(() => HostedKernel.Create(TestKernel.LinuxLike, (KernelOptions)null!, new object()));
        Assert.ThrowsExactly<ArgumentNullException>(() => HostedKernel.Create(TestKernel.LinuxLike, [null!]));
        Assert.ThrowsExactly<ArgumentNullException>(() => new HandlerFailedEventArgs(1, null!));
    }

    [TestMethod]
    public void Options_refuse_what_makes_no_sense()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KernelOptions { MaxCopy = 0 });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KernelOptions { DisposeTimeout = TimeSpan.FromSeconds(-2) });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KernelOptions { HandlerError = Errno.None });
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new KernelOptions { HandlerError = (Errno)4096 });
        Assert.AreEqual(Timeout.InfiniteTimeSpan, new KernelOptions { DisposeTimeout = Timeout.InfiniteTimeSpan }.DisposeTimeout);
        Assert.AreEqual(TimeSpan.FromSeconds(10), new KernelOptions().DisposeTimeout);
    }
}
