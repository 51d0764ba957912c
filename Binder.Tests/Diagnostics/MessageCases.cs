using System.Diagnostics.CodeAnalysis;
using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

/// <summary>Says that it is a call, and not what the call answers.</summary>
[Syscall(1)]
internal readonly record struct Mute(int Value);

[Syscall(1)]
internal readonly record struct TwoAnswers(int Value) : ISyscall<int, Errno>, ISyscall<long, Errno>;

internal readonly record struct Numberless(int Value) : ISyscall<Unit, Errno>;

[Syscall(5)]
internal readonly record struct Seek(int File, long Position) : ISyscall<long, Errno>;

[Syscall(6)]
internal readonly record struct Poke<T>(T Value) : ISyscall<Unit, Errno>;

[SyscallInterface]
internal interface ITakesMessages
{
    Result<int, Errno> Do(Mute call);

    Result<int, Errno> Do(TwoAnswers call);

    Result<int, Errno> Do(in Seek call);
}

/// <summary>SB1009 and SB1015 to SB1017: messages.</summary>
internal static class MessageCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Of<ITakesMessages>(
            Error("SB1015", "Mute",
                "the type is marked [Syscall] and is no message, since it implements no ISyscall<TReturn, TError>, or several.",
                "Implement one ISyscall<TReturn, TError>, which says what the call answers."),
            Error("SB1015", "TwoAnswers",
                "the type is marked [Syscall] and is no message, since it implements no ISyscall<TReturn, TError>, or several.",
                "Implement one ISyscall<TReturn, TError>, which says what the call answers."),
            Error("SB1016", "ITakesMessages.Do",
                "it answers Result<int, Errno>, and Seek is an ISyscall<long, Errno>.",
                "Answer Result<long, SyscallError<Errno>>, Result<long, Errno> or long.")),
        new("A message without a number", () => Provoked.ByPerforming<Numberless, Unit, Errno>(default),
            Error("SB1017", "Numberless",
                "the message type has no [Syscall] attribute.",
                "Write [Syscall(number)] or [Syscall(\"name\")] above it.")),
        new("An open generic message by name", () => Provoked.By(typeof(Poke<>)),
            Error("SB1009", "Poke<T>",
                "the message type has type parameters that nothing stands for.",
                "Perform a closed type, or name one: SyscallTable.Of(typeof(Message<int>)).")),
        new("An open generic message by scan", ByScan,
            Warning("SB1009", "Poke<T>",
                "the message type has type parameters that nothing stands for, and was left out.",
                "Perform a closed type, or name one: SyscallTable.Of(typeof(Message<int>)).")),
    ];

    [SuppressMessage("Trimming", "IL2026", Justification = "Tests are not trimmed.")]
    private static IReadOnlyList<SyscallDiagnostic> ByScan() =>
        [.. SyscallTable.Scan(typeof(Poke<>).Assembly).Diagnostics.Where(diagnostic => diagnostic.Member == "Poke<T>")];
}
