using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>Checks of the user side before anything is sent.</summary>
internal static class SpanChecks
{
    /// <summary>A length given beside a span may not reach past its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(ulong given, int length, int unit, string parameter)
    {
        if (given > (ulong)length * (ulong)unit)
        {
            ThrowLength(given, length, unit, parameter);
        }
    }

    /// <summary>A span of a fixed length has exactly that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Fixed(int length, int expected, string parameter)
    {
        if (length != expected)
        {
            ThrowFixed(length, expected, parameter);
        }
    }

    /// <summary>A capability that no kernel issued is not sent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NotZero(ulong word, string parameter)
    {
        if (word == 0)
        {
            ThrowZero(parameter);
        }
    }

    /// <summary>A native-size value fits into the shape's pointers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void FitsPointer32(ulong word, bool isSigned, string parameter)
    {
        if (!AnswerWords.FitsPointer32(word, isSigned))
        {
            ThrowPointer32(parameter);
        }
    }

    // Each is one throw and not marked NoInlining: so the JIT knows that it does not return and moves the call out of the way.
    [DoesNotReturn]
    private static void ThrowLength(ulong given, int length, int unit, string parameter) => throw BadLength(given, length, unit, parameter);

    [DoesNotReturn]
    private static void ThrowFixed(int length, int expected, string parameter) => throw NotFixed(length, expected, parameter);

    [DoesNotReturn]
    private static void ThrowZero(string parameter) => throw Zero(parameter);

    [DoesNotReturn]
    private static void ThrowPointer32(string parameter) => throw TooWide(parameter);

    private static SyscallEncodingException BadLength(ulong given, int length, int unit, string parameter) => new(
        $"{parameter} has {(long)length * unit} {(unit == 1 ? "elements" : "bytes")} and the length beside it says {(long)given}. "
        + "Give a length that the span has.");

    private static SyscallEncodingException NotFixed(int length, int expected, string parameter) => new(
        $"{parameter} has {length} elements and takes exactly {expected}. Slice it, or give a larger one.");

    private static SyscallEncodingException Zero(string parameter) => new(
        $"{parameter} is a capability that is 0, as default is: no kernel issued it. Send one that came out of an answer.");

    private static SyscallEncodingException TooWide(string parameter) => new(
        $"{parameter} does not fit into the shape's 32-bit pointers. Send what does, or set AbiShape.PointerBits to 64.");
}
