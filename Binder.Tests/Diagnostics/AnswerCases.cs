using Microsoft.Win32.SafeHandles;
using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

internal abstract class AbstractHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true);

internal sealed class HandleOfNumber(nint number) : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    public nint Number { get; } = number;

    protected override bool ReleaseHandle() => true;
}

internal enum Small : byte
{
    One = 1,
}

internal enum FromZero
{
    None,
    Some,
}

[SyscallInterface]
internal interface IAnswers
{
    [Syscall(1)] string Text();

    [Syscall(2)] ReadOnlySpan<int> Span();

    [Syscall(3)] byte[] Array();

    [Syscall(4)] ref int Reference();

    [Syscall(5)] ref readonly long ReadOnlyReference();

    [Syscall(6)] Version Class();

    [Syscall(7)] Named Struct();

    [Syscall(8)] int? Maybe();

    [Syscall(9)] Result<Option<int>, Errno> Option();

    [Syscall(10)] Task<int> Task();

    [Syscall(11)] AbstractHandle Abstract();

    [Syscall(12)] Result<HandleOfNumber, Errno> NoConstructor();

    [Syscall(13)] SyscallError<Errno> BareError();

    [Syscall(14)] Result<Choice, Errno> Union();
}

[SyscallInterface]
internal interface IErrors
{
    [Syscall(1)] Result<int, string> Text();

    [Syscall(2)] Result<int, int> Integer();

    [Syscall(3)] Result<int, FromZero> Zero();

    [Syscall(4)] Result<int, Small> Narrow();

    [Syscall(5)] Result<int, SyscallError<FromZero>> Inner();
}

[SyscallInterface]
internal interface INoRoom
{
    [Syscall(1)] (long, long) Divide(long a, long b, long c, long d, long e, long f);
}

[SyscallInterface]
internal interface ICounts
{
    [Syscall(1)]
    [return: LengthOf("buffr")] int Misspelt(Span<byte> buffer);

    [Syscall(2)]
    [return: LengthOf(nameof(data))] int ReadOnly(ReadOnlySpan<byte> data);

    [Syscall(3)]
    [return: LengthOf(nameof(buffer))] bool NoInteger(Span<byte> buffer);
}

[SyscallInterface]
internal interface ITaggedErrors
{
    [Syscall(1)] Result<int, SevenInts> Long();

    [Syscall(2)] Result<int, SyscallError<Pair>> Inner();

    [Syscall(3)] Result<int, string> Text();

    [Syscall(4)] Result<int, int?> Maybe();

    [Syscall(5)] (int, int) Area(long a, long b, long c, long d, long e, long f);
}

[SyscallInterface]
internal interface IStatusOnly
{
    [Syscall(1)] Result<int, Unit> Value();

    [Syscall(2)] Result<Unit, FileError> Error();

    [Syscall(3)] Result<Unit, Unit> Nothing();
}

/// <summary>SB2003, SB2006, SB2007, SB2008, SB2013 and SB2019: what cannot be an answer.</summary>
internal static class AnswerCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Of<IAnswers>(
            Error("SB2003", "IAnswers.Text(return)",
                "string cannot be an answer.",
                "Take an [Out] Span<byte> parameter for the buffer, and answer how much of it was filled."),
            Error("SB2003", "IAnswers.Span(return)",
                "ReadOnlySpan<int> cannot be an answer.",
                "Take an [Out] Span<int> parameter for the buffer, and answer how much of it was filled."),
            Error("SB2003", "IAnswers.Array(return)",
                "byte[] is an array, which the garbage collector moves.",
                "Take an [Out] Span<byte> parameter for the buffer, and answer how much of it was filled."),
            Error("SB2003", "IAnswers.Reference(return)",
                "a reference to int cannot be an answer.",
                "Answer with int itself."),
            Error("SB2003", "IAnswers.ReadOnlyReference(return)",
                "a reference to long cannot be an answer.",
                "Answer with long itself."),
            Error("SB2003", "IAnswers.Class(return)",
                "Version is a reference type.",
                "Answer with a scalar, a struct of scalars, a SafeHandle, Unit or nothing, or with a Result of one of these."),
            Error("SB2003", "IAnswers.Struct(return)",
                "Named holds a reference: its field Name is of type string.",
                "Write a struct of scalars in place of Named."),
            Error("SB2006", "IAnswers.Maybe(return)",
                "int? has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else answer with a Result whose error says that there is none, or with an "
                    + "integer of which one value means none."),
            Error("SB2006", "IAnswers.Option(return)",
                "Option<int> has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else answer with a Result whose error says that there is none, or with an "
                    + "integer of which one value means none."),
            Error("SB2003", "IAnswers.Task(return)",
                "Task<int> is a task, for which only this process can wait.",
                "Write int; a handler may return ValueTask<int> all the same."),
            Error("SB2003", "IAnswers.Abstract(return)",
                "AbstractHandle cannot be made of an answer: it is abstract or has no constructor without parameters.",
                "Answer with a SafeHandle that has a constructor without parameters, such as SafeFileHandle, or with nint."),
            Error("SB2003", "IAnswers.NoConstructor(return)",
                "HandleOfNumber cannot be made of an answer: it is abstract or has no constructor without parameters.",
                "Answer with a SafeHandle that has a constructor without parameters, such as SafeFileHandle, or with nint."),
            Error("SB2006", "IAnswers.BareError(return)",
                "SyscallError<Errno> has no flat form, since its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else answer with a Result whose error says that there is none, or with an "
                    + "integer of which one value means none."),
            Error("SB2006", "IAnswers.Union(return)",
                "Choice is a union, and its tag says which of its fields are there.",
                "Write AbiEncoding.Auto or Packed in the shape; else answer with a struct of scalars in place of Choice."),
            Warning("SB2022", "Choice",
                "the tags of its variants are their order of declaration, so that reordering them changes the ABI with nothing said.",
                "Write [Variant(tag)] on each variant.")),
        Of<IErrors>(
            Error("SB2007", "IErrors.Text(return)",
                "string cannot be an error, which travels as a number from -4095 to -1.",
                "Write Errno, or an enum whose values are 1 to 4095."),
            Error("SB2007", "IErrors.Integer(return)",
                "int cannot be an error, which travels as a number from -4095 to -1.",
                "Write Errno, or an enum whose values are 1 to 4095."),
            Error("SB2007", "IErrors.Zero(return)",
                "FromZero.None is 0, and error numbers are 1 to 4095.",
                "Give FromZero values from 1 to 4095 only, or write Errno."),
            Error("SB2007", "IErrors.Narrow(return)",
                "Small is an enum over byte, which cannot hold every error number, 1 to 4095.",
                "Write Errno, or an enum over ushort, int or a wider integer."),
            Error("SB2007", "IErrors.Inner(return)",
                "FromZero.None is 0, and error numbers are 1 to 4095.",
                "Give FromZero values from 1 to 4095 only, or write Errno.")),
        Of<INoRoom>(
            Error("SB2008", "INoRoom.Divide",
                "its answer does not fit into a register, and of the shape's 6 argument registers none is left for the address of "
                    + "a return area.",
                "Write AbiEncoding.Auto or Packed in the shape; else take the answer as an `out` parameter in place of another one, or "
                    + "return a scalar.")),
        new("Tagged errors", () => Provoked.By(SyscallTable.Of<ITaggedErrors>(), Provoked.Shape with { Errors = ErrorConvention.Tagged, ReturnRegisters = [0, 1] }),
            Error("SB2019", "ITaggedErrors.Long(return)",
                "the error SevenInts takes 7 of the answer's registers and 1 is left beside the status.",
                "Write an error of fewer scalars, such as an enum, or name more AbiShape.ReturnRegisters."),
            Error("SB2019", "ITaggedErrors.Inner(return)",
                "the error Pair takes 2 of the answer's registers and 1 is left beside the status.",
                "Write an error of fewer scalars, such as an enum, or name more AbiShape.ReturnRegisters."),
            Error("SB2003", "ITaggedErrors.Text(return)",
                "string is a reference type.",
                "Write an enum, an integer or a struct of scalars in place of string."),
            Error("SB2006", "ITaggedErrors.Maybe(return)",
                "int? has no flat form, since its tag says which of its fields are there.",
                "Name 3 or more AbiShape.ReturnRegisters, and write AbiEncoding.Auto or Packed in the shape; else write an enum, an integer "
                    + "or a struct of scalars in place of int?."),
            Error("SB2008", "ITaggedErrors.Area",
                "its answer does not fit into a register, and of the shape's 6 argument registers none is left for the address of a return area.",
                "Write AbiEncoding.Auto or Packed in the shape; else take the answer as an `out` parameter in place of another one, or "
                    + "return a scalar.")),
        new("A status and nothing else", () => Provoked.By(SyscallTable.Of<IStatusOnly>(), Provoked.Shape with { Errors = ErrorConvention.Tagged, ReturnRegisters = [3] }),
            Error("SB2019", "IStatusOnly.Value(return)",
                "int is a value and the only register of the shape's answers holds the status.",
                "Name two or more AbiShape.ReturnRegisters, or answer with Unit or nothing and give the value by an `out` parameter."),
            Error("SB2019", "IStatusOnly.Error(return)",
                "the error FileError takes 1 of the answer's registers and 0 are left beside the status.",
                "Write an error of fewer scalars, such as an enum, or name more AbiShape.ReturnRegisters.")),
        Of<ICounts>(
            Error("SB2013", "ICounts.Misspelt(return)",
                "[return: LengthOf(\"buffr\")] names no parameter of the method.",
                "Write [return: LengthOf(nameof(buffer))] with the name of a Span<T> parameter."),
            Error("SB2013", "ICounts.ReadOnly(return)",
                "[return: LengthOf(\"data\")] names a parameter of type ReadOnlySpan<byte>, and only a Span<T> is filled.",
                "Write [return: LengthOf(nameof(buffer))] with the name of a Span<T> parameter."),
            Error("SB2013", "ICounts.NoInteger(return)",
                "[return: LengthOf(\"buffer\")] stands on an answer of type bool, which is no integer.",
                "Answer with an integer, or with a Result of one, such as Result<nint, Errno>.")),
    ];
}
