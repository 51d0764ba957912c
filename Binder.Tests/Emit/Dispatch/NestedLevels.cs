using System.Globalization;
using System.Runtime.CompilerServices;

namespace Binder.Tests.Emit.Dispatch;

[SyscallInterface]
internal interface ILevels
{
    [Syscall(1)] Result<int, Errno> Descend(string text, [NulTerminated] ReadOnlySpan<byte> path, [Out] Span<int> data);

    /// <summary>The same with an answer that comes back in memory; an error is thrown.</summary>
    [Syscall(2)] LevelAnswer Fetch(string text, [NulTerminated] ReadOnlySpan<byte> path, [Out] Span<int> data);
}

/// <summary>2,000 bytes.</summary>
[InlineArray(Length)]
internal struct LevelAnswer
{
    public const int Length = 250;

    private long _first;
}

/// <summary>Which levels do something else than the others.</summary>
internal sealed class Plot
{
    public const int Nobody = -1;

    public int ThrowsAt { get; set; } = Nobody;

    public int CatchesAt { get; set; } = Nobody;
}

/// <summary>What is sent to the handler of the level below a level, and what comes back. Each piece is more than 1 KiB.</summary>
internal static class LevelContent
{
    public static string Text(int level) =>
        string.Create(CultureInfo.InvariantCulture, $"level {level}: {new string((char)('a' + (level % 26)), 1100 + level)}");

    public static byte[] Path(int level) => [.. Enumerable.Repeat((byte)(level + 1), 1200 + level)];

    public static int Elements(int level) => 400 + level;

    public static bool IsFilled(ReadOnlySpan<int> data, int level) => data.Length == Elements(level) && !data.ContainsAnyExcept(level);

    public static LevelAnswer Answer(int level)
    {
        LevelAnswer answer = default;
        for (int i = 0; i < LevelAnswer.Length; i++)
        {
            answer[i] = (level * 1000L) + i;
        }

        return answer;
    }

    public static void Check(in LevelAnswer answer, ReadOnlySpan<int> data, int level)
    {
        LevelAnswer wanted = Answer(level);
        Assert.IsTrue(((ReadOnlySpan<long>)answer).SequenceEqual(wanted), $"The answer of level {level} is another's.");
        Assert.IsTrue(IsFilled(data, level), $"The buffer of level {level} is another's.");
    }
}

/// <summary>Calls the kernel below while its own copies are in use.</summary>
internal sealed class LevelHandler(int level, ILevels? inner, Plot plot) : ILevels
{
    /// <summary>Answers how many levels there were.</summary>
    public Result<int, Errno> Descend(string text, ReadOnlySpan<byte> path, Span<int> data)
    {
        Begin(data);
        int levels = 0;
        if (inner is not null)
        {
            int[] below = new int[LevelContent.Elements(level)];
            Result<int, Errno> answer = inner.Descend(LevelContent.Text(level), LevelContent.Path(level), below);
            if (!answer.IsOk)
            {
                return answer;
            }

            levels = answer.Value;
            if (!LevelContent.IsFilled(below, level))
            {
                return Result.Fail(Errno.EBADMSG);
            }
        }

        return AreAsSent(text, path, data) ? levels + 1 : Result.Fail(Errno.EPROTO);
    }

    public LevelAnswer Fetch(string text, ReadOnlySpan<byte> path, Span<int> data)
    {
        Begin(data);
        if (inner is not null)
        {
            int[] below = new int[LevelContent.Elements(level)];
            try
            {
                LevelContent.Check(inner.Fetch(LevelContent.Text(level), LevelContent.Path(level), below), below, level);
            }
            catch (SyscallException) when (plot.CatchesAt == level)
            {
                Assert.IsFalse(below.AsSpan().ContainsAnyExcept(0), $"Level {level} got a buffer with its error.");
            }
        }

        Assert.IsTrue(AreAsSent(text, path, data), $"What level {level} holds is another's.");
        return LevelContent.Answer(level + 1);
    }

    private void Begin(Span<int> data)
    {
        data.Fill(level + 1);
        if (plot.ThrowsAt == level)
        {
            throw new InvalidOperationException("as plotted");
        }

        if (inner is null)
        {
            // With copies of all levels in use.
            GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
        }
    }

    private bool AreAsSent(string text, ReadOnlySpan<byte> path, ReadOnlySpan<int> data) =>
        text == LevelContent.Text(level + 1) && path.SequenceEqual(LevelContent.Path(level + 1)) && LevelContent.IsFilled(data, level + 1);
}
