using Binder.Boundary;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

[SyscallInterface]
internal interface IMeals
{
    [Syscall(120)] Result<int, SyscallError<Errno>> Eat(Forty<Forty<Option<ulong>>> food);

    [Syscall(121)] Result<Forty<Forty<Option<ulong>>>, SyscallError<Errno>> Cook(int what);

    [Syscall(122)] Result<Bomb, SyscallError<Errno>> Pack(int fuse);
}

internal sealed class MealHandler : IMeals
{
    public int Calls { get; private set; }

    public Result<int, SyscallError<Errno>> Eat(Forty<Forty<Option<ulong>>> food)
    {
        Calls++;
        return 1;
    }

    public Result<Forty<Forty<Option<ulong>>>, SyscallError<Errno>> Cook(int what)
    {
        Calls++;
        return what < 0 ? throw new InsufficientMemoryException("the handler's own") : default(Forty<Forty<Option<ulong>>>);
    }

    public Result<Bomb, SyscallError<Errno>> Pack(int fuse)
    {
        Calls++;
        return new Bomb(fuse);
    }
}

/// <summary>Kernels whose threads have no scratch memory left.</summary>
[TestClass]
public sealed class ScratchShortageTests
{
    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Call_that_cannot_have_its_memory_says_so_and_no_handler_is_said_to_have_failed(AbiShape shape)
    {
        SyscallError<Errno> shortage = shape.Errors == ErrorConvention.Tagged ? SyscallError<Errno>.AllocationFailed : SyscallError.Failed(Errno.ENOMEM);
        SyscallError<Errno> failed = shape.Errors == ErrorConvention.Tagged ? SyscallError<Errno>.AllocationFailed : SyscallError.Failed(Errno.EIO);
        List<Exception> failures = [];
        MealHandler handler = new();
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = unsendable => failures.Add(unsendable.Cause!) }, handler);
        kernel.HandlerFailed += (_, e) => failures.Add(e.Exception);
        ShortOfMemory abi = new(new LoopbackAbi(kernel, SyscallCaller.CurrentProcess));
        IMeals meals = SyscallBinder.Bind<IMeals>(abi);
        ScratchMark before = ScratchStack.Current.Mark();

        Assert.AreEqual(1, meals.Eat(default).Value);
        Assert.IsTrue(meals.Cook(1).IsOk);
        Assert.AreEqual(new Bomb(9), meals.Pack(9).Value);
        Assert.AreEqual(3, handler.Calls);

        abi.Most = 10;
        Assert.AreEqual(shortage, meals.Eat(default).Error);
        Assert.AreEqual(3, handler.Calls, "The handler was called without its argument.");
        Assert.AreEqual(shortage, meals.Cook(1).Error);
        Assert.AreEqual(shortage, meals.Pack(9).Error);
        Assert.AreEqual(5, handler.Calls);
        Assert.IsEmpty(failures);

        Assert.AreEqual(failed, meals.Cook(-1).Error);
        Assert.AreEqual("the handler's own", failures.Single().Message);

        abi.Most = null;
        Assert.AreEqual(1, meals.Eat(default).Value);
        Assert.IsTrue(meals.Cook(1).IsOk);
        Assert.AreEqual(before, ScratchStack.Current.Mark());
    }

    /// <summary>A way on whose other side memory is short.</summary>
    private sealed class ShortOfMemory(SyscallAbi inner) : DelegatingAbi(inner)
    {
        public long? Most { get; set; }

        public override void Trap(ref TrapFrame frame)
        {
            ScratchStack scratch = ScratchStack.Current;
            long usual = scratch.Most;
            scratch.Most = Most ?? usual;
            try
            {
                base.Trap(ref frame);
            }
            finally
            {
                scratch.Most = usual;
            }
        }
    }
}
