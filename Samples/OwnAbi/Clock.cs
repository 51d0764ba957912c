using Binder;

namespace OwnAbi;

internal enum Kind
{
    Once,
    Repeated,
}

/// <summary>What an alarm is like: the tag says which of the other fields are there.</summary>
[SyscallUnion(TagSize = 1)]
internal readonly record struct Alarm([UnionTag] Kind Kind, [Variant(Kind.Once), Variant(Kind.Repeated)] ulong At, [Variant(Kind.Repeated)] uint Every)
{
    public static Alarm Once(ulong at) => new(Kind.Once, at, 0);

    public static Alarm Repeated(ulong at, uint every) => new(Kind.Repeated, at, every);
}

[SyscallUnion(TagSize = 1)]
internal enum ClockError
{
    Past = 0,
    Full = 7,
}

internal readonly record struct Times(ulong Now, ulong Started, Option<ulong> Next, ulong Ticks, ulong Missed);

/// <summary>Sets an alarm, as data.</summary>
[Syscall(3)]
internal readonly record struct SetAlarm(ulong Owner, Alarm Alarm, Option<ulong> Name) : ISyscall<ulong, ClockError>;

[SyscallInterface]
internal interface IClock
{
    /// <summary>Its arguments fit into registers.</summary>
    [Syscall(1)]
    Result<ulong, ClockError> Add(ulong left, uint right);

    /// <summary>Its answer takes more than the registers have: it comes in memory.</summary>
    [Syscall(2)]
    Times Read();

    /// <summary>A union and an option fit into no registers: they travel as one stream, of which the end is spilled to memory.</summary>
    Result<ulong, SyscallError<ClockError>> Do(in SetAlarm call);
}

/// <summary>Calls that the kernel has no handler for.</summary>
[SyscallInterface]
internal interface IMissing
{
    [Syscall(9)]
    Result<Unit, SyscallError<ClockError>> Wind();
}

/// <summary>The kernel.</summary>
[Handles(typeof(IClock))]
internal sealed class Clock
{
    private const ulong Now = 100;

    private Option<ulong> _next;

    public static Result<ulong, ClockError> Add(ulong left, uint right) => left + right;

    public Times Read() => new(Now, 1, _next, 99, 0);

    public Result<ulong, SyscallError<ClockError>> Do(in SetAlarm call)
    {
        if (call.Alarm.At <= Now)
        {
            return Result.Fail(SyscallError.Failed(ClockError.Past));
        }

        _next = call.Alarm.At;
        return call.Alarm.At - Now + call.Alarm.Every;
    }
}
