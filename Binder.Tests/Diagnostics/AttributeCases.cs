using System.Runtime.InteropServices;
using static Binder.Tests.Diagnostics.DiagnosticCase;

namespace Binder.Tests.Diagnostics;

[SyscallInterface]
internal interface ILengths
{
    [Syscall(1)] int Misspelt(Span<byte> buffer, [LengthOf("buffr")] int length);

    [Syscall(2)] int OfItself(Span<byte> buffer, [LengthOf(nameof(length))] int length);

    [Syscall(3)] int OfNull([LengthOf(null!)] int length);

    [Syscall(4)] int Twice(Span<byte> buffer, [LengthOf(nameof(buffer))] int length, [LengthOf(nameof(buffer))] uint again);

    [Syscall(5)] int FixedAndNot([FixedLength(4)] Span<byte> buffer, [LengthOf(nameof(buffer))] int length);

    [Syscall(6)] int Terminated([NulTerminated, FixedLength(4)] ReadOnlySpan<byte> path);

    [Syscall(7)] int TooLong([FixedLength(8), MaxCount(4)] ReadOnlySpan<byte> data);

    [Syscall(8)] int Negative([FixedLength(-1)] ReadOnlySpan<byte> data, [MaxCount(-2)] string text);
}

[SyscallInterface]
internal interface IMisplaced
{
    [Syscall(1)] int Terminated([NulTerminated] string path, [NulTerminated] ReadOnlySpan<char> name);

    [Syscall(2)] int Fixed([FixedLength(4)] int number);

    [Syscall(3)] int Most([MaxCount(4)] int number);

    [Syscall(4)] int Length(Span<byte> buffer, [LengthOf(nameof(buffer))] Span<int> lengths, [LengthOf(nameof(buffer))] ref int reference);

    [Syscall(5)] int Out([Out] ReadOnlySpan<byte> data, [Out] int number, [Out] string text, [Out] byte[] array, [Out] object anything);

    [Syscall(6)] int In([In] Span<byte> one, [In, Out] Span<byte> two, [In] int number);

    [Syscall(7)] int Several([FixedLength(1), MaxCount(2), NulTerminated] int number);
}

[SyscallInterface]
internal interface IMarshalled
{
    [Syscall(1)] int Open([MarshalAs(UnmanagedType.LPWStr)] string path);
}

/// <summary>SB2009 to SB2012, SB2016 and SB2017: attributes of parameters.</summary>
internal static class AttributeCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        Of<ILengths>(
            Error("SB2009", "ILengths.Misspelt(length)",
                "[LengthOf(\"buffr\")] names no parameter of the method.",
                "Write [LengthOf(nameof(span))] with the name of a Span<T> or ReadOnlySpan<T> parameter."),
            Error("SB2009", "ILengths.OfItself(length)",
                "[LengthOf(\"length\")] names a parameter of type int, which is no span.",
                "Write [LengthOf(nameof(span))] with the name of a Span<T> or ReadOnlySpan<T> parameter."),
            Error("SB2009", "ILengths.OfNull(length)",
                "[LengthOf(\"\")] names no parameter of the method.",
                "Write [LengthOf(nameof(span))] with the name of a Span<T> or ReadOnlySpan<T> parameter."),
            Error("SB2010", "ILengths.Twice(buffer)",
                "two attributes say how long the span is.",
                "Leave one of [LengthOf], [FixedLength] and [NulTerminated]."),
            Error("SB2010", "ILengths.FixedAndNot(buffer)",
                "two attributes say how long the span is.",
                "Leave one of [LengthOf], [FixedLength] and [NulTerminated]."),
            Error("SB2010", "ILengths.Terminated(path)",
                "two attributes say how long the span is.",
                "Leave one of [LengthOf], [FixedLength] and [NulTerminated]."),
            Error("SB2016", "ILengths.TooLong(data)",
                "[FixedLength(8)] is more than [MaxCount(4)] lets pass, so that every call would be refused.",
                "Take away [MaxCount], or write [MaxCount(8)]."),
            Error("SB2012", "ILengths.Negative(data)",
                "[FixedLength] is given -1.",
                "Write 0 or more."),
            Error("SB2012", "ILengths.Negative(text)",
                "[MaxCount] is given -2.",
                "Write 0 or more.")),
        Of<IMisplaced>(
            Error("SB2011", "IMisplaced.Terminated(path)",
                "[NulTerminated] stands on a parameter of type string.",
                "[NulTerminated] belongs on a ReadOnlySpan<byte>: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Terminated(name)",
                "[NulTerminated] stands on a parameter of type ReadOnlySpan<char>.",
                "[NulTerminated] belongs on a ReadOnlySpan<byte>: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Fixed(number)",
                "[FixedLength] stands on a parameter of type int.",
                "[FixedLength] belongs on a span: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Most(number)",
                "[MaxCount] stands on a parameter of type int.",
                "[MaxCount] belongs on a span or a string: take it away, or change the type."),
            Error("SB2010", "IMisplaced.Length(buffer)",
                "two attributes say how long the span is.",
                "Leave one of [LengthOf], [FixedLength] and [NulTerminated]."),
            Error("SB2011", "IMisplaced.Length(lengths)",
                "[LengthOf] stands on a parameter of type Span<int>.",
                "[LengthOf] belongs on an integer: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Length(reference)",
                "[LengthOf] stands on a parameter of type ref int.",
                "[LengthOf] belongs on an integer: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Out(data)",
                "[Out] stands on a parameter of type ReadOnlySpan<byte>.",
                "Write [Out] Span<byte>."),
            Error("SB2011", "IMisplaced.Out(number)",
                "[Out] stands on a parameter of type int.",
                "Write out int."),
            Error("SB2011", "IMisplaced.Out(text)",
                "[Out] stands on a parameter of type string.",
                "Take an [Out] Span<byte> for the text that the kernel writes."),
            Error("SB2011", "IMisplaced.Out(array)",
                "[Out] stands on a parameter of type byte[].",
                "Write [Out] Span<byte>."),
            Error("SB2011", "IMisplaced.Out(anything)",
                "[Out] stands on a parameter of type object.",
                "Write an `out` parameter of a struct, or an [Out] Span<T>."),
            Error("SB2011", "IMisplaced.In(one)",
                "[In] stands on a parameter of type Span<byte>.",
                "Write ReadOnlySpan<T> for what the kernel reads, [Out] Span<T> for what it writes, a bare Span<T> for both."),
            Error("SB2011", "IMisplaced.In(two)",
                "[In] stands on a parameter of type Span<byte>.",
                "Write ReadOnlySpan<T> for what the kernel reads, [Out] Span<T> for what it writes, a bare Span<T> for both."),
            Error("SB2011", "IMisplaced.In(number)",
                "[In] stands on a parameter of type int.",
                "Take it away: what is passed by value is read."),
            Error("SB2011", "IMisplaced.Several(number)",
                "[FixedLength] stands on a parameter of type int.",
                "[FixedLength] belongs on a span: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Several(number)",
                "[MaxCount] stands on a parameter of type int.",
                "[MaxCount] belongs on a span or a string: take it away, or change the type."),
            Error("SB2011", "IMisplaced.Several(number)",
                "[NulTerminated] stands on a parameter of type int.",
                "[NulTerminated] belongs on a ReadOnlySpan<byte>: take it away, or change the type.")),
        Of<IMarshalled>(
            Warning("SB2017", "IMarshalled.Open(path)",
                "[MarshalAs] is not read: the parameter travels as what it is, string.",
                "Take it away, and choose the type by what the kernel takes: int for a BOOL of 4 bytes, ReadOnlySpan<char> for "
                    + "UTF-16.")),
    ];
}
