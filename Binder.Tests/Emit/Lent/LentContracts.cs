using System.Runtime.InteropServices;
using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Emit.Lent;

/// <summary>Everything whose address crosses, in calls that registers of 32 bits carry, too.</summary>
[SyscallInterface]
internal interface ILent
{
    [Syscall(1)] Result<int, SyscallError<Errno>> Text(string? text);

    [Syscall(2)] Result<int, SyscallError<Errno>> Path([NulTerminated] ReadOnlySpan<byte> path);

    [Syscall(3)] Result<int, SyscallError<Errno>> Spans(ReadOnlySpan<int> read, Span<short> changed);

    [Syscall(4)] Result<Unit, SyscallError<Errno>> Fill([Out] Span<byte> filled);

    [Syscall(5)] Result<Unit, SyscallError<Errno>> References(in int one, ref int two, out int three);

    [Syscall(6)] Result<Five, SyscallError<Errno>> Area(int value);

    [Syscall(7)] Result<int, SyscallError<Errno>> Scalar(int value);

    [Syscall(8)] Result<int, SyscallError<Errno>> Both(string first, string second);

    [Syscall(9)] int Plain(string text);

    [Syscall(10)] Result<int, Errno> Failing(string text);

    [Syscall(11)] Result<int, SyscallError<Errno>> WithHandle(SafeHandle handle, string text);
}

internal record struct Five(int A, int B, int C, int D, int E);

/// <summary>What only a stream carries: the end of it is spilled.</summary>
[SyscallInterface]
internal interface ILentStream
{
    [Syscall(20)] Result<Three<Option<long>>, SyscallError<Errno>> Turn(Three<Option<long>> given, string text);
}

[Syscall(21)]
internal readonly record struct Turned(Three<Option<long>> Given) : ISyscall<Three<Option<long>>, Errno>;

[Handles(typeof(ILent))]
internal sealed class LentHandler
{
    public const int NoText = 9999;

    /// <summary>Runs inside each call that takes a string.</summary>
    public Action? OnText { get; set; }

    public Result<int, SyscallError<Errno>> Text(string? text)
    {
        OnText?.Invoke();
        return text?.Length ?? NoText;
    }

    public static Result<int, SyscallError<Errno>> Path(ReadOnlySpan<byte> path) => path.Length;

    public static Result<int, SyscallError<Errno>> Spans(ReadOnlySpan<int> read, Span<short> changed)
    {
        int sum = 0;
        foreach (int each in read)
        {
            sum += each;
        }

        foreach (ref short each in changed)
        {
            each *= 2;
        }

        return sum;
    }

    public static Result<Unit, SyscallError<Errno>> Fill(Span<byte> filled)
    {
        filled.Fill(7);
        return Result.Ok();
    }

    public static Result<Unit, SyscallError<Errno>> References(in int one, ref int two, out int three)
    {
        three = one + two;
        two *= 10;
        return Result.Ok();
    }

    public static Result<Five, SyscallError<Errno>> Area(int value) => new Five(value, 2, 3, 4, 5);

    public static Result<int, SyscallError<Errno>> Scalar(int value) => value;

    public static Result<int, SyscallError<Errno>> Both(string first, string second) => first.Length + second.Length;

    public int Plain(string text)
    {
        OnText?.Invoke();
        return text.Length;
    }

    public static Result<int, Errno> Failing(string text) => text.Length == 0 ? Result.Fail(Errno.ENOENT) : text.Length;

    public static Result<int, SyscallError<Errno>> WithHandle(nint handle, string text) => (int)handle + text.Length;
}

[Handles(typeof(ILentStream))]
internal sealed class LentStreamHandler : ISyscallHandler<Turned, Three<Option<long>>, Errno>
{
    public static Result<Three<Option<long>>, SyscallError<Errno>> Turn(Three<Option<long>> given, string text) =>
        text == "fail" ? Result.Fail(SyscallError.Failed(Errno.EDOM)) : Backwards(given);

    public Result<Three<Option<long>>, Errno> Handle(in Turned message, in SyscallContext context) => Backwards(message.Given);

    public static Three<Option<long>> Backwards(Three<Option<long>> given)
    {
        Three<Option<long>> turned = default;
        (turned[0], turned[1], turned[2]) = (given[2], given[1], given[0]);
        return turned;
    }
}
