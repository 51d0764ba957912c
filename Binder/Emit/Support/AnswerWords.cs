using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>What emitted code asks and makes of the one word of an answer by negative error number.</summary>
internal static class AnswerWords
{
    /// <summary>Whether the word is -4095 to -1 (syscall(2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsError(long word) => (ulong)word > unchecked((ulong)-4096L);

    /// <summary>Whether a register of 128 bits is -4095 to -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWideError(long low, long high) => IsError(low) && high == -1;

    /// <summary>Whether the number can be told from a value once it is negated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsErrorNumber(long number) => (ulong)(number - 1) < 4095;

    /// <summary>Whether a native-size value, extended to 64 bits, fits into pointers of 32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FitsPointer32(ulong word, bool isSigned) => isSigned ? (long)word == (int)word : word == (uint)word;

    /// <summary>Throws the error that a word says; its type is the answer's so that emitted code can return at once.</summary>
    // One throw and not marked NoInlining: so the JIT knows that it does not return and moves the call out of the way.
    [DoesNotReturn]
    public static void Throw(long word, string name) => throw Failed(word, name);

    [DoesNotReturn]
    public static void ThrowMalformed(string name) => throw new SyscallException(
        SyscallErrorKind.InvalidData, null, $"{name} was answered with bits that are no value of the answer's type.");

    /// <summary>What the kernel makes of a handler that answers one of the kernel's own rejections.</summary>
    public static CallOutcome OutcomeOf(SyscallErrorKind kind) => kind switch
    {
        SyscallErrorKind.InvalidData => CallOutcome.Malformed,
        SyscallErrorKind.InvalidNumber => CallOutcome.UnknownNumber,
        _ => CallOutcome.OutOfMemory,
    };

    private static SyscallException Failed(long word, string name)
    {
        Errno error = (Errno)(int)-word;
        return new(SyscallErrorKind.Failed, error, $"{name} failed: {error.Message()} ({error.Name()}).");
    }
}
