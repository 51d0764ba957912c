using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

[SyscallInterface]
internal interface ISlow
{
    [Syscall(100)] Result<Pair<Option<long>, Three<long>>, SyscallError<Errno>> Ask(Option<int> value, [Out] Span<byte> buffer);

    [Syscall(101)] void Nothing(Option<int> value);
}

[Handles(typeof(ISlow))]
internal sealed class SlowHandler
{
    public static async ValueTask<Result<Pair<Option<long>, Three<long>>, SyscallError<Errno>>> AskAsync(SyscallContext context, Option<int> value, UserSlice<byte> buffer)
    {
        await Task.Yield();
        if (!value.HasValue)
        {
            return Result.Fail(SyscallError.Failed(Errno.EAGAIN));
        }

        if (value.Value < 0)
        {
            throw new InvalidOperationException("later");
        }

        byte[] bytes = new byte[value.Value];
        Array.Fill(bytes, (byte)7);
        return context.Memory.TryWrite(buffer, bytes.AsSpan())
            ? new Pair<Option<long>, Three<long>>(value.Value + (long)context.Number, default) : Result.Fail(SyscallError.Failed(Errno.EFAULT));
    }

    public static async ValueTask Nothing(Option<int> value)
    {
        await Task.Yield();
        if (!value.HasValue)
        {
            throw new InvalidOperationException("later");
        }
    }
}

[TestClass]
public sealed class PackedAsyncTests
{
    public static IEnumerable<AbiShape> Shapes => PackedShapes.FewWithErrorNumbers.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers);

    [TestMethod]
    [DynamicData(nameof(Shapes))]
    public void Answers_of_handlers_that_take_their_time_are_waited_for(AbiShape shape)
    {
        using HostedKernel kernel = HostedKernel.Create(shape, new SlowHandler());
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            ISlow slow = SyscallBinder.Bind<ISlow>(abi);
            byte[] buffer = new byte[5];
            Assert.AreEqual(103, slow.Ask(3, buffer).Value.First.Value);
            CollectionAssert.AreEqual(new byte[] { 7, 7, 7, 0, 0 }, buffer);
            Assert.AreEqual(SyscallError.Failed(Errno.EAGAIN), slow.Ask(Option.None, buffer).Error);
            Assert.AreEqual(SyscallError.Failed(Errno.EFAULT), slow.Ask(6, buffer).Error);
            SyscallError<Errno> thrown = slow.Ask(-1, buffer).Error;
            Assert.AreEqual(shape.Errors == ErrorConvention.Tagged ? SyscallError<Errno>.AllocationFailed : SyscallError.Failed(Errno.EIO), thrown);
            slow.Nothing(1);
            Assert.ThrowsExactly<SyscallException>(() => slow.Nothing(Option.None));
        }
    }
}
