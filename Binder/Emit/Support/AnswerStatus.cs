using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>What emitted code makes of the status of a tagged answer: 0 for a value, else 1 + a <see cref="SyscallErrorKind"/>.</summary>
internal static class AnswerStatus
{
    /// <summary>The status of an answer that holds the call's own error.</summary>
    public const int Failed = 1 + (int)SyscallErrorKind.Failed;

    /// <summary>The status in a register of 128 bits; one that needs more than a word is none that there is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long OfWide(long low, long high) => high == 0 ? low : long.MinValue;

    /// <summary>The kernel's own rejection; a status that says nothing known is an answer that makes no sense.</summary>
    public static SyscallError<TError> Rejection<TError>(long status) => RejectionOf(status) switch
    {
        SyscallErrorKind.InvalidNumber => SyscallError<TError>.InvalidNumber,
        SyscallErrorKind.AllocationFailed => SyscallError<TError>.AllocationFailed,
        _ => SyscallError<TError>.InvalidData,
    };

    /// <summary>Throws the same, where the answer has no place for it.</summary>
    // One throw and not marked NoInlining: so the JIT knows that it does not return and moves the call out of the way.
    [DoesNotReturn]
    public static void ThrowRejection(long status, string name) => throw Refused(status, name);

    /// <summary>Throws what a status other than 0 says, the call's own error included, for which the answer has no place either.</summary>
    [DoesNotReturn]
    public static void Throw(long status, string name) => throw (status == Failed ? Error(name) : Refused(status, name));

    private static bool IsRejection(long status) => status is > 0 and < Failed;

    private static SyscallErrorKind RejectionOf(long status) => IsRejection(status) ? (SyscallErrorKind)(status - 1) : SyscallErrorKind.InvalidData;

    private static SyscallException Refused(long status, string name)
    {
        SyscallErrorKind kind = RejectionOf(status);
        return new(kind, null, IsRejection(status) ? $"The kernel refused {name}: {kind}." : $"{name} was answered with a status that says nothing known.");
    }

    private static SyscallException Error(string name) => new(SyscallErrorKind.Failed, null, $"{name} failed.");
}
