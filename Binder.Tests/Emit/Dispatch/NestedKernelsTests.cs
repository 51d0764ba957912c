using System.Globalization;
using System.Runtime.InteropServices;
using Binder.Boundary;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class NestedKernelsTests
{
    private const int Levels = 40;

    [TestMethod]
    public void Calls_inside_calls_mix_up_neither_their_strings_nor_their_spans()
    {
        List<HostedKernel> kernels = [];
        try
        {
            ILevels? inner = null;
            for (int level = 0; level < Levels; level++)
            {
                kernels.Add(HostedKernel.Create(level % 3 == 0 ? Shapes.Counted : Shapes.Linux, new LevelHandler(level, inner)));
                SyscallAbi[] ways = [.. KernelWays.To(kernels[^1])];
                inner = SyscallBinder.Bind<ILevels>(ways[level % ways.Length]);
            }

            ScratchMark before = ScratchStack.Current.Mark();
            for (int round = 0; round < TestLength.Choose(5, 200); round++)
            {
                int[] buffer = new int[LevelHandler.Elements(Levels)];
                Assert.AreEqual(Levels, inner!.Descend(LevelHandler.Text(Levels), LevelHandler.Path(Levels), buffer).Value);
                Assert.IsTrue(LevelHandler.IsFilled(buffer, Levels));
            }

            Assert.AreEqual(before, ScratchStack.Current.Mark());
        }
        finally
        {
            kernels.ForEach(kernel => kernel.Dispose());
        }
    }

    [TestMethod]
    public void Failure_deep_inside_leaves_every_level_as_it_was()
    {
        List<HostedKernel> kernels = [];
        try
        {
            ILevels? inner = null;
            for (int level = 0; level < Levels; level++)
            {
                kernels.Add(HostedKernel.Create(Shapes.Linux, new LevelHandler(level, inner) { IsBroken = level == 0 }));
                SyscallAbi[] ways = [.. KernelWays.To(kernels[^1])];
                inner = SyscallBinder.Bind<ILevels>(ways[level % ways.Length]);
            }

            ScratchMark before = ScratchStack.Current.Mark();
            int[] buffer = new int[LevelHandler.Elements(Levels)];
            Assert.AreEqual(Errno.EIO, inner!.Descend(LevelHandler.Text(Levels), LevelHandler.Path(Levels), buffer).Error);
            Assert.IsFalse(buffer.AsSpan().ContainsAnyExcept(0));
            Assert.AreEqual(before, ScratchStack.Current.Mark());
        }
        finally
        {
            kernels.ForEach(kernel => kernel.Dispose());
        }
    }
}

[SyscallInterface]
internal interface ILevels
{
    [Syscall(1)] Result<int, Errno> Descend(string text, [NulTerminated] ReadOnlySpan<byte> path, [Out] Span<int> data);
}

/// <summary>Calls the kernel below while its own copies are in use, and answers how many levels there were.</summary>
internal sealed class LevelHandler(int level, ILevels? inner) : ILevels
{
    public bool IsBroken { get; init; }

    /// <summary>Sent to the handler of the level below.</summary>
    public static string Text(int level) => string.Create(CultureInfo.InvariantCulture, $"level {level}: {new string((char)('a' + (level % 26)), 1100 + level)}");

    public static byte[] Path(int level) => [.. Enumerable.Repeat((byte)(level + 1), 1200 + level)];

    public static int Elements(int level) => 400 + level;

    public static bool IsFilled(ReadOnlySpan<int> data, int level) => data.Length == Elements(level) && !data.ContainsAnyExcept(level);

    public Result<int, Errno> Descend(string text, ReadOnlySpan<byte> path, Span<int> data)
    {
        if (IsBroken)
        {
            throw new InvalidOperationException("broken");
        }

        data.Fill(level + 1);
        int levels = 0;
        if (inner is not null)
        {
            int[] below = new int[Elements(level)];
            Result<int, Errno> answer = inner.Descend(Text(level), Path(level), below);
            if (!answer.IsOk)
            {
                return answer;
            }

            levels = answer.Value;
            if (!IsFilled(below, level))
            {
                return Result.Fail(Errno.EBADMSG);
            }
        }

        return text == Text(level + 1) && path.SequenceEqual(Path(level + 1)) && IsFilled(data, level + 1)
            ? levels + 1
            : Result.Fail(Errno.EPROTO);
    }
}
