using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Binder.Boundary;
using Binder.Model;

namespace Binder.Emit;

/// <summary>Why an answer cannot be sent, thrown by emitted code when the handler is done and nothing is written.</summary>
// Each one throw and not marked NoInlining: so the JIT knows that it does not return and moves the call out of the way. None takes a
// string: emitted code would look it up by a call, and keep the value across it in a register that every good call must save.
internal static class Unsendable
{
    [DoesNotReturn]
    public static void Neither() => throw Because(
        "was answered with default(Result), which is neither a value nor an error. Return a value, or Result.Fail(error).");

    [DoesNotReturn]
    public static void LooksLikeError(long value) => throw Because(
        $"was answered with {Text(value)}, and callers take -4095 to -1 for errors. Answer with Result.Fail where it is one, else give the value by an `out` parameter.");

    [DoesNotReturn]
    public static void NoErrorNumber(long number) => throw Because(
        $"failed with {Text(number)}, and error numbers are 1 to 4095. Fail with a member of the error's type.");

    [DoesNotReturn]
    public static void WiderThanPointer(ulong value) => throw Because(
        $"was answered with 0x{value:X}, and a pointer of the shape has 32 bits. Answer with what fits, or set AbiShape.PointerBits to 64.");

    [DoesNotReturn]
    public static void NoCapability() => throw Because(
        "was answered with a capability that is 0, which is none. Make it by SyscallContext.Issue.");

    [DoesNotReturn]
    public static void NoMember(ulong value) => throw Because(
        $"was answered with 0x{value:X}, which is no constant of its closed enum. Answer with one that is.");

    /// <param name="count">What the answer counts.</param>
    /// <param name="parameter">The place of the span.</param>
    [DoesNotReturn]
    public static void CountsTooMuch(long count, int parameter) => throw Because(
        $"was answered with {Text(count)}, and {UnsendableException.Parameter} has not as much. Answer how much of it was filled.", parameter);

    /// <param name="parameter">The place of what was written; -1: the answer itself.</param>
    [DoesNotReturn]
    public static void BadContent(int parameter) => throw Because(
        $"left in {UnsendableException.Parameter} a bool that is neither 0 nor 1, a capability that is 0, a tag of no variant, or a value that its own "
        + "IsValid refuses. Write true or false, capabilities of SyscallContext.Issue, constants of the union, and what is valid.",
        parameter);

    /// <typeparam name="T">Whose rule refuses the value, which may be a part of the answer.</typeparam>
    [DoesNotReturn]
    public static void Invalid<T>() => throw Because(Invalid(typeof(T)));

    /// <param name="area">The answer that goes through memory as it is.</param>
    [DoesNotReturn]
    public static void BadArea<T>(ref T area)
        where T : unmanaged
    {
        if (MemoryContent<T>.FirstBroken(in area) is ContentRule.Validated broken)
        {
            throw Because(Invalid(broken.Type));
        }

        BadContent(-1);
    }

    /// <param name="exception">What the encoding threw.</param>
    [DoesNotReturn]
    public static void CannotTravel(Exception exception) => throw (exception as UnsendableException ?? new UnsendableException(
        $"was answered with a value that cannot be sent. {exception.Message}", -1, exception));

    private static string Invalid(Type type) =>
        $"was answered with a value of {MemberNames.Of(type)} that its own IsValid refuses. Answer with what is valid, or with an error.";

    private static UnsendableException Because(string reason, int parameter = -1) => new(reason, parameter);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
