namespace Binder.Tests.Emit.Messages;

internal enum OpenFailure
{
    None = 0,
    Missing = 2,
    Refused = 13,
}

internal readonly record struct Opened(int Handle);

/// <summary>Fits into registers.</summary>
[Syscall(7)]
internal readonly record struct Open(int Directory, uint Flags, ulong Mode) : ISyscall<Opened, Errno>;

/// <summary>Has an option, so that registers cannot carry it.</summary>
[Syscall(8), Blocking]
internal readonly record struct Move(Option<ulong> From, Option<ulong> To, byte Urgency) : ISyscall<ulong, Errno>;

[SyscallInterface]
internal interface IMessages
{
    Result<Opened, Errno> Do(in Open call);

    Result<ulong, SyscallError<Errno>> Do(Move call);

    [Syscall(9)]
    int Plain(int value);
}

internal sealed class MessageHandler : ISyscallHandler<Open, Opened, Errno>, ISyscallHandler<Move, ulong, Errno>
{
    public Result<Opened, Errno> Handle(in Open message, in SyscallContext context) => message.Flags == 0
        ? Result.Fail(Errno.EINVAL)
        : new Opened(message.Directory + (int)message.Flags + (int)message.Mode + (int)context.Number);

    public Result<ulong, Errno> Handle(in Move message, in SyscallContext context) => (message.From, message.To) switch
    {
        ({ HasValue: true, Value: var from }, { HasValue: true, Value: var to }) => from + to + message.Urgency,
        ({ HasValue: false }, { HasValue: false }) => 0UL,
        _ => Result.Fail(Errno.ENOENT),
    };
}

internal sealed class ContractHandler : IMessages
{
    public Result<Opened, Errno> Do(in Open call) => new Opened(call.Directory);

    public Result<ulong, SyscallError<Errno>> Do(Move call) => (ulong)call.Urgency;

    public int Plain(int value) => value + 1;
}

[Handles(typeof(IMessages))]
internal sealed class MatchingHandler
{
    public static Result<Opened, Errno> Do(SyscallContext context, Open call) => new Opened(call.Directory + (int)context.Number);

    public static Result<ulong, SyscallError<Errno>> Do(in Move call) => (ulong)call.Urgency;

    public static int Plain(int value) => value + 2;
}
