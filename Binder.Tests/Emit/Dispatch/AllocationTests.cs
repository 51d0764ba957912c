using System.Runtime.InteropServices;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class AllocationTests
{
    private const int Warm = 300;
    private const int Calls = 1000;

    [TestMethod]
    public void Calls_allocate_nothing_on_any_way()
    {
        using HostedKernel kernel = HostedKernel.Create(Shapes.Linux, new FrugalHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IFrugal user = SyscallBinder.Bind<IFrugal>(abi);
            byte[] buffer = new byte[4000];
            AssertFrugal("scalars", () => user.Scalars(1, true, 2.5) == 1);
            AssertFrugal("result", () => user.Result(7).Value == 7);
            AssertFrugal("error", () => user.Result(-7).Error == (Errno)7);
            AssertFrugal("span", () => user.Span(buffer) == 4000);
            AssertFrugal("filled span", () => user.Fill(buffer).Value == 4000);
            AssertFrugal("path", () => user.Path("/a/path"u8) == 7);
            AssertFrugal("out", () =>
            {
                user.Out(out Pair pair);
                return pair.Second == 2;
            });
            AssertFrugal("in and ref", () =>
            {
                Pair pair = new(1, 2);
                return user.Ref(pair, ref pair) == 1;
            });
            AssertFrugal("area", () => user.Area(3).First == 3);
            AssertFrugal("context", () => user.Context(3) == 9);
            AssertFrugal("slice", () => user.Slice(buffer) == 4000);
            AssertFrugal("completed task", () => user.Task(5) == 5);
            AssertFrugal("malformed", () => abi.Call(1, 1, 2, 3) == -(long)Errno.EINVAL);
            AssertFrugal("bad address", () => abi.Call(3, 1, 100) == -(long)Errno.EFAULT);
            AssertFrugal("unknown", () => abi.Call(99) == -(long)Errno.ENOSYS);
        }
    }

    [TestMethod]
    [DataRow(64)]
    [DataRow(128)]
    public void Tagged_answers_allocate_nothing(int bits)
    {
        AbiShape shape = new()
        {
            RegisterBits = bits,
            ArgumentRegisters = [7, 6, 2, 1, 8, 9],
            ReturnRegisters = [0, 1, 2],
            Errors = ErrorConvention.Tagged,
        };
        using HostedKernel kernel = HostedKernel.Create(shape, new FrugalHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            IFrugal user = SyscallBinder.Bind<IFrugal>(abi);
            byte[] buffer = new byte[4000];
            AssertFrugal("scalars", () => user.Scalars(1, true, 2.5) == 1);
            AssertFrugal("result", () => user.Result(7).Value == 7);
            AssertFrugal("error", () => user.Result(-7).Error == (Errno)7);
            AssertFrugal("filled span", () => user.Fill(buffer).Value == 4000);
            AssertFrugal("two registers", () => user.Area(3).First == 3);
            AssertFrugal("rejection", () => abi.Call(99) == 0x101);
        }
    }

    private static void AssertFrugal(string what, Func<bool> call)
    {
        for (int i = 0; i < Warm; i++)
        {
            Assert.IsTrue(call(), what);
        }

        bool isRight = true;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            isRight &= call();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.IsTrue(isRight, what);
        Assert.AreEqual(0, allocated, what);
    }
}

[SyscallInterface]
internal interface IFrugal
{
    [Syscall(1)] int Scalars(int a, bool b, double c);

    [Syscall(2)] Result<int, Errno> Result(int value);

    [Syscall(3)] int Span(Span<byte> data);

    [Syscall(4)][return: LengthOf(nameof(data))] Result<nint, Errno> Fill([Out] Span<byte> data);

    [Syscall(5)] int Path([NulTerminated] ReadOnlySpan<byte> path);

    [Syscall(6)] void Out(out Pair pair);

    [Syscall(7)] int Ref(in Pair one, ref Pair two);

    [Syscall(8)] Pair Area(long value);

    [Syscall(9)] int Context(int value);

    [Syscall(10)] int Slice(ReadOnlySpan<byte> data);

    [Syscall(11)] int Task(int value);
}

[Handles(typeof(IFrugal))]
internal sealed class FrugalHandler
{
    public int Scalars(int a, bool b, double c) => a;

    public Result<int, Errno> Result(int value) => value < 0 ? Binder.Result.Fail((Errno)(-value)) : value;

    public int Span(Span<byte> data) => data.Length;

    public Result<nint, Errno> Fill(Span<byte> data) => data.Length;

    public int Path(ReadOnlySpan<byte> path) => path.Length;

    public void Out(out Pair pair) => pair = new(1, 2);

    public int Ref(in Pair one, ref Pair two) => (int)one.First;

    public Pair Area(long value) => new(value, value);

    public int Context(in SyscallContext context, int value) => (int)context.Number;

    public int Slice(in SyscallContext context, ReadOnlyUserSlice<byte> data) => (int)data.Length;

    public ValueTask<int> Task(SyscallContext context, int value) => new(value);
}
