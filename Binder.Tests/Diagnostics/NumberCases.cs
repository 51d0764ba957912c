using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

internal enum Offset : sbyte
{
    Before = -1,
    After = 1,
}

[SyscallInterface]
internal interface INegative
{
    [Syscall(-1)] int Read(int fd);

    [Syscall(Offset.Before)] int Write(int fd);

    [Syscall(long.MinValue)] int Close(int fd);
}

[SyscallInterface]
internal interface INoNumber
{
    [Syscall((object)null!)] int NullObject();

    [Syscall((string)null!)] int NullName();

    [Syscall("")] int NoName();

    [Syscall("write ")] int Space();

    [Syscall(1.5)] int Fraction();

    [Syscall(true)] int Truth();

    [Syscall(typeof(int))] int OfType();

    [Syscall(new[] { 1, 2 })] int Array();
}

[SyscallInterface]
internal interface IDuplicates
{
    [Syscall(7)] int Read(int fd);

    [Syscall(7)] int Write(int fd);
}

[SyscallInterface]
internal interface IUnknownNames
{
    [Syscall("raed")] int Misspelt(int fd);

    [Syscall("Write")] int WrongCase(int fd);

    [Syscall("__NR_write")] int Prefixed(int fd);

    [Syscall("fetch")] int Unknown(int fd);
}

/// <summary>SB1006, SB1007, SB2001 and SB2002: numbers and names of calls.</summary>
internal static class NumberCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Of<INegative>(
            Error("SB1006", "INegative.Read",
                "the number -1 is negative.",
                "Write a number from 0 to 2^64-1; one with the top bit set as 0x8000_0000_0000_0000ul."),
            Error("SB1006", "INegative.Write",
                "the number -1 is negative.",
                "Write a number from 0 to 2^64-1; one with the top bit set as 0x8000_0000_0000_0000ul."),
            Error("SB1006", "INegative.Close",
                "the number -9223372036854775808 is negative.",
                "Write a number from 0 to 2^64-1; one with the top bit set as 0x8000_0000_0000_0000ul.")),
        Of<INoNumber>(
            Error("SB1007", "INoNumber.NullObject",
                "[Syscall] is given null.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")]."),
            Error("SB1007", "INoNumber.NullName",
                "[Syscall] is given null.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")]."),
            Error("SB1007", "INoNumber.NoName",
                "[Syscall] is given an empty name.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")]."),
            Error("SB1007", "INoNumber.Space",
                "[Syscall] is given \"write \", which is no name: a name begins with a letter or an underscore, and has no white "
                    + "space.",
                "Write [Syscall(\"write\")]."),
            Error("SB1007", "INoNumber.Fraction",
                "[Syscall] is given a value of type double, which is neither a number nor a name.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")]."),
            Error("SB1007", "INoNumber.Truth",
                "[Syscall] is given a value of type bool, which is neither a number nor a name.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")]."),
            Error("SB1007", "INoNumber.OfType",
                "[Syscall] is given a type, which is neither a number nor a name.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")]."),
            Error("SB1007", "INoNumber.Array",
                "[Syscall] is given a value of type int[], which is neither a number nor a name.",
                "Write an integer constant, an enum member or a name: [Syscall(39)], [Syscall(Nr.GetPid)], [Syscall(\"getpid\")].")),
        Of<IDuplicates>(
            Error("SB2001", "IDuplicates.Write",
                "the number 7 is given to Read (IDuplicates.Read) and to Write (IDuplicates.Write).",
                "Give one of them another number, or both the same name if they are two views of one call.")),
        Of<IUnknownNames>(
            Error("SB2002", "IUnknownNames.Misspelt",
                "the shape's table of 2 numbers has no call named \"raed\".",
                "Write [Syscall(\"read\")], or add the name to AbiShape.Numbers."),
            Error("SB2002", "IUnknownNames.WrongCase",
                "the shape's table of 2 numbers has no call named \"Write\".",
                "Write [Syscall(\"write\")], or add the name to AbiShape.Numbers."),
            Error("SB2002", "IUnknownNames.Prefixed",
                "the shape's table of 2 numbers has no call named \"__NR_write\".",
                "Write [Syscall(\"write\")], or add the name to AbiShape.Numbers."),
            Error("SB2002", "IUnknownNames.Unknown",
                "the shape's table of 2 numbers has no call named \"fetch\".",
                "Correct the name, add it to AbiShape.Numbers, or declare the call by number: [Syscall(number)].")),
        new("Names in a shape without a table", () =>
            Provoked.By(SyscallTable.Of<IUnknownNames>(), Provoked.Shape with { Numbers = SyscallNumbers.Empty }),
            Error("SB2002", "IUnknownNames.Misspelt",
                "the call is declared by the name \"raed\" and the shape has no table of numbers.",
                "Set AbiShape.Numbers, or declare the call by number: [Syscall(number)]."),
            Error("SB2002", "IUnknownNames.WrongCase",
                "the call is declared by the name \"Write\" and the shape has no table of numbers.",
                "Set AbiShape.Numbers, or declare the call by number: [Syscall(number)]."),
            Error("SB2002", "IUnknownNames.Prefixed",
                "the call is declared by the name \"__NR_write\" and the shape has no table of numbers.",
                "Set AbiShape.Numbers, or declare the call by number: [Syscall(number)]."),
            Error("SB2002", "IUnknownNames.Unknown",
                "the call is declared by the name \"fetch\" and the shape has no table of numbers.",
                "Set AbiShape.Numbers, or declare the call by number: [Syscall(number)].")),
    ];
}
