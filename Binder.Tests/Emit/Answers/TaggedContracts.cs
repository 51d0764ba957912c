namespace Binder.Tests.Emit.Answers;

/// <summary>A call whose every outcome is a value of its answer.</summary>
[SyscallInterface]
internal interface IAnswering<T, TError>
{
    [Syscall(3)] Result<T, SyscallError<TError>> Answer();
}

/// <summary>The same call for those who want the kernel's own rejections thrown.</summary>
[SyscallInterface]
internal interface IResultView<T, TError>
{
    [Syscall(3)] Result<T, TError> Answer();
}

/// <summary>The same call for those who want every error thrown.</summary>
[SyscallInterface]
internal interface IPlainView<T>
{
    [Syscall(3)] T Answer();
}

/// <summary>Answers what a test says.</summary>
internal sealed class Answering<T, TError> : IAnswering<T, TError>
{
    public Result<T, SyscallError<TError>> Next { get; set; }

    public Result<T, SyscallError<TError>> Answer() => Next;
}

internal enum Fault : sbyte
{
    Bad = -1,
    None,
    Worse = 100,
}

internal readonly record struct Span2(short From, bool IsOpen);

internal readonly record struct Line(Span2 First, byte Colour, Span2 Second);

internal readonly record struct Detail(Fault Fault, uint Where);

[Capability]
internal readonly record struct Token(int Id)
{
    internal int Id { get; } = Id;
}

/// <summary>The shapes that tagged answers are tried with.</summary>
internal static class TaggedShapes
{
    /// <summary>Answers in three registers out of order, of the given width.</summary>
    public static AbiShape Of(int bits, NarrowRule rule = NarrowRule.Refuse) => new()
    {
        RegisterBits = bits,
        PointerBits = Math.Min(bits, 64),
        ArgumentRegisters = [7, 6, 2, 1, 8],
        ReturnRegisters = [4, 0, 2],
        NarrowArguments = rule,
        Errors = ErrorConvention.Tagged,
    };

    public static IEnumerable<AbiShape> All =>
        from bits in (int[])[32, 64, 128]
        from rule in Enum.GetValues<NarrowRule>()
        select Of(bits, rule);
}
