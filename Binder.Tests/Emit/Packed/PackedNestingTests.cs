using Binder.Boundary;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;

namespace Binder.Tests.Emit.Packed;

/// <summary>Streams and answers of more than 1 KiB at every depth of calls inside calls.</summary>
[SyscallInterface]
internal interface IDeep
{
    [Syscall(98)] Result<Forty<Forty<Option<long>>>, SyscallError<Errno>> Descend(int level, Forty<Option<long>> given, Label text);
}

internal sealed class DeepHandler(IDeep? inner, int level) : IDeep
{
    public static Forty<Option<long>> Given(int level)
    {
        Forty<Option<long>> given = default;
        for (int i = 0; i < 40; i += (level % 3) + 1)
        {
            given[i] = (level * 100L) + i;
        }

        return given;
    }

    public static Label Text(int level) => new($"level {level}");

    public Result<Forty<Forty<Option<long>>>, SyscallError<Errno>> Descend(int level1, Forty<Option<long>> given, Label text)
    {
        Forty<Forty<Option<long>>> answer = default;
        if (inner is not null)
        {
            Result<Forty<Forty<Option<long>>>, SyscallError<Errno>> below = inner.Descend(level, Given(level), Text(level));
            if (!below.TryGet(out answer, out SyscallError<Errno> error))
            {
                return Result.Fail(error);
            }

            if (!Are(answer[level - 1], Given(level)))
            {
                return Result.Fail(SyscallError.Failed(Errno.EBADMSG));
            }
        }
        else if (text.Text.Length > 10)
        {
            throw new InvalidOperationException("as plotted");
        }
        else
        {
            GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
        }

        answer[level] = given;
        return level1 == level + 1 && text == (inner is null && text.Text.Length > 10 ? text : Text(level1)) && Are(given, Given(level1))
            ? answer : Result.Fail(SyscallError.Failed(Errno.EPROTO));
    }

    public static bool Are(Forty<Option<long>> one, Forty<Option<long>> other) => ((ReadOnlySpan<Option<long>>)one).SequenceEqual(other);
}

[TestClass]
public sealed class PackedNestingTests
{
    private const int Levels = 30;

    [TestMethod]
    public void Calls_inside_calls_mix_up_neither_streams_nor_areas()
    {
        AbiShape[] shapes = [.. PackedShapes.Few.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers)];
        List<HostedKernel> kernels = [];
        List<Exception> failures = [];
        IDeep? inner = null;
        for (int level = 0; level < Levels; level++)
        {
            HostedKernel kernel = HostedKernel.Create(shapes[level % shapes.Length], new DeepHandler(inner, level));
            kernel.HandlerFailed += (_, e) => failures.Add(e.Exception);
            kernels.Add(kernel);
            SyscallAbi[] ways = [.. KernelWays.All(kernel)];
            inner = SyscallBinder.Bind<IDeep>(ways[level % ways.Length]);
        }

        ScratchMark before = ScratchStack.Current.Mark(), low = ScratchStack.CurrentLow.Mark();
        for (int round = 0; round < TestLength.Choose(5, 200); round++)
        {
            Forty<Forty<Option<long>>> answer = inner!.Descend(Levels, DeepHandler.Given(Levels), DeepHandler.Text(Levels)).ValueOrThrow();
            for (int level = 0; level < Levels; level++)
            {
                Assert.IsTrue(DeepHandler.Are(answer[level], DeepHandler.Given(level + 1)), $"{level}");
            }
        }

        Assert.AreEqual((before, low), (ScratchStack.Current.Mark(), ScratchStack.CurrentLow.Mark()));
        Assert.IsEmpty(failures);

        // An error from the top's own check, and one that the proxy finds before anything is sent.
        Assert.AreEqual(SyscallError.Failed(Errno.EPROTO), inner!.Descend(Levels, default, DeepHandler.Text(Levels)).Error);
        Assert.ThrowsExactly<SyscallEncodingException>(() => inner.Descend(Levels, default, new Label(new string('x', 300))));
        Assert.AreEqual((before, low), (ScratchStack.Current.Mark(), ScratchStack.CurrentLow.Mark()));
        kernels.ForEach(kernel => kernel.Dispose());
    }

    [TestMethod]
    public void Handler_that_throws_gives_everything_back()
    {
        foreach (AbiShape shape in PackedShapes.Few.Where(static shape => shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers))
        {
            using HostedKernel kernel = HostedKernel.Create(shape, new DeepHandler(null, 0));
            foreach (SyscallAbi abi in KernelWays.All(kernel))
            {
                IDeep deep = SyscallBinder.Bind<IDeep>(abi);
                ScratchMark before = ScratchStack.Current.Mark(), low = ScratchStack.CurrentLow.Mark();
                Assert.AreEqual(SyscallErrorKind.AllocationFailed, deep.Descend(1, default, new("longer than ten")).Error.Kind);
                Assert.AreEqual((before, low), (ScratchStack.Current.Mark(), ScratchStack.CurrentLow.Mark()));
                Assert.AreEqual(10, deep.Descend(1, DeepHandler.Given(1), DeepHandler.Text(1)).Value[0][0].Value / 10);
            }
        }
    }
}
