namespace Binder.Tests.Emit.Dispatch;

/// <summary>What a call may be answered.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Doubt">What it may be instead.</param>
internal readonly record struct ForeseenAnswer(long Answer, Doubt Doubt = Doubt.None)
{
    private const long LowHalf = 0xFFFF;

    public static ForeseenAnswer Of(Errno error) => new(KernelWays.Negative(error));

    /// <summary>An answer for a range that can be had, and what it becomes where it cannot.</summary>
    public static ForeseenAnswer Of(Reach reach, long good, Doubt doubt = Doubt.Address) => reach switch
    {
        Reach.Always => new(good),
        Reach.Perhaps => new(good, doubt),
        _ => Of(Errno.EFAULT),
    };

    public bool Allows(long answer) => answer == Answer
        || (Doubt != Doubt.None && answer == KernelWays.Negative(Errno.EFAULT))
        || (Doubt == Doubt.Content && answer >= 0 && (answer & LowHalf) == (Answer & LowHalf))
        || (Doubt == Doubt.Text && (answer == KernelWays.Negative(Errno.EINVAL) || answer is >= 0 and <= HostileCaller.MaxCopy));

    public override string ToString() => Doubt == Doubt.None ? $"{Answer}" : $"{Answer} or another for {Doubt}";
}

/// <summary>What a caller cannot know of pages that flicker.</summary>
internal enum Doubt
{
    None,

    /// <summary>Whether the address is good.</summary>
    Address,

    /// <summary>That, and what the sum of the bytes is.</summary>
    Content,

    /// <summary>That, and how long the text is, if it is any.</summary>
    Text,
}
