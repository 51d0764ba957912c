using System.Runtime.InteropServices;

namespace Binder.Tests.Plans;

/// <summary>Where everything travels, in the words that tools show.</summary>
[TestClass]
public sealed unsafe class ExplanationTests
{
    [TestMethod]
    public void Scalars_are_one_register_each() => AssertExplained(
        nameof(IKinds.Scalars),
        """
        scalars 1: void Scalars(sbyte a, char b, double c, ExplanationTests.Color d, byte* e, nuint f)
          a sbyte: rdi
          b char: rsi
          c double: rdx
          d ExplanationTests.Color: r10
          e byte*: r8
          f nuint: r9
          rax 0; -4095 to -1: error
        """);

    [TestMethod]
    public void Records_are_one_register_a_scalar() => AssertExplained(
        nameof(IKinds.Records),
        """
        Records 2: Result<Unit, Errno> Records(ExplanationTests.Line line, ExplanationTests.Nothing nothing, ExplanationTests.Fd fd)
          line ExplanationTests.Line: rdi From.X, rsi From.Y, rdx To.X, r10 To.Y
          nothing ExplanationTests.Nothing: nowhere: it has no fields
          fd ExplanationTests.Fd: r8 Value
          rax 0; -4095 to -1: error
        """);

    [TestMethod]
    public void Spans_are_address_and_count() => AssertExplained(
        nameof(IKinds.Spans),
        """
        Spans 3: Result<nint, Errno> Spans(ReadOnlySpan<byte> read, [Out] Span<ExplanationTests.Line> written, int flags)
          read ReadOnlySpan<byte>: rdi address, rsi count
          written [Out] Span<ExplanationTests.Line>: rdx address, r10 count
          flags int: r8
          rax; -4095 to -1: error
        """);

    [TestMethod]
    public void Spans_with_their_length_elsewhere_say_where() => AssertExplained(
        nameof(IKinds.Lengths),
        """
        Lengths 4: int Lengths(uint count, ReadOnlySpan<int> data, Span<int> bytes, nuint size, Span<int> ends)
          count uint: rdi
          data ReadOnlySpan<int>: rsi address, count in count
          bytes Span<int>: rdx address, bytes in size
          size nuint: r10
          ends Span<int>: r8 address of 2
          rax; -4095 to -1: error
        """);

    [TestMethod]
    public void Strings_and_paths_say_their_form()
    {
        AssertExplained(
            nameof(IKinds.Text),
            """
            openat 257: Result<SafeFileHandle, Errno> Text(SafeHandle directory, string path, ReadOnlySpan<byte> bytes)
              directory SafeHandle: rdi handle
              path string: rsi address of NUL-terminated UTF-8
              bytes ReadOnlySpan<byte>: rdx address of NUL-terminated bytes
              rax handle; -4095 to -1: error
            """);
        AssertExplained(
            nameof(IKinds.Text),
            """
            openat 257: Result<SafeFileHandle, Errno> Text(SafeHandle directory, string path, ReadOnlySpan<byte> bytes)
              directory SafeHandle: rdi handle
              path string: rsi address, rdx count of UTF-8 bytes
              bytes ReadOnlySpan<byte>: r10 address of NUL-terminated bytes
              rax handle; -4095 to -1: error
            """,
            AbiShape.LinuxX64 with { Strings = StringForm.Counted });
    }

    [TestMethod]
    public void References_are_addresses_and_an_area_takes_the_next_register() => AssertExplained(
        nameof(IKinds.References),
        """
        References 6: ExplanationTests.Line References(in int a, ref long b, out ExplanationTests.Line c)
          a in int: rdi address
          b ref long: rsi address
          c out ExplanationTests.Line: rdx address
          memory at r10, rax 0; -4095 to -1: error
        """);

    [TestMethod]
    public void Registers_of_other_shapes_are_numbered()
    {
        AssertExplained(
            nameof(IKinds.Spans),
            """
            Spans 3: Result<nint, Errno> Spans(ReadOnlySpan<byte> read, [Out] Span<ExplanationTests.Line> written, int flags)
              read ReadOnlySpan<byte>: r20 address, r21 count
              written [Out] Span<ExplanationTests.Line>: r22 address, r23 count
              flags int: r24
              r22; -4095 to -1: error
            """,
            new()
            {
                RegisterBits = 64,
                ArgumentRegisters = RegisterList.Range(20, 8),
                ReturnRegisters = [2],
                Numbers = SyscallNumbers.Parse("1 scalars\n257 openat"),
            });
    }

    [TestMethod]
    public void Registers_of_arm64_have_its_names() => AssertExplained(
        nameof(IKinds.Spans),
        """
        Spans 3: Result<nint, Errno> Spans(ReadOnlySpan<byte> read, [Out] Span<ExplanationTests.Line> written, int flags)
          read ReadOnlySpan<byte>: x0 address, x1 count
          written [Out] Span<ExplanationTests.Line>: x2 address, x3 count
          flags int: x4
          x0; -4095 to -1: error
        """,
        AbiShape.LinuxArm64);

    [TestMethod]
    public void Tagged_answers_say_what_each_status_means()
    {
        AbiShape shape = new() { RegisterBits = 64, ArgumentRegisters = RegisterList.Range(20, 8), ReturnRegisters = [2, 0, 7], Errors = ErrorConvention.Tagged };
        string[] answers = [.. SyscallTable.Of<ITagged>().Explain(shape).Select(call => call.Answer)];
        Assert.AreSequenceEqual(
            [
                "r27 0; r27 4: error; r27 1 to 3: rejection",
                "r22 X, r20 Y, r27 0; r27 4: error in r22; r27 1 to 3: rejection",
                "memory at r21, r27 0; r27 4: error in r22 X, r20 Y; r27 1 to 3: rejection",
                "r22 handle, r27 0; r27 4: error; r27 1 to 3: rejection",
                "r22, r27 0; r27 4: error; r27 1 to 3: rejection",
            ],
            answers);
    }

    [TestMethod]
    public void Every_call_of_a_table_is_explained_in_order()
    {
        IReadOnlyList<SyscallExplanation> all = SyscallTable.Of<IKinds>().Explain(WithScalars(AbiShape.LinuxX64));
        CollectionAssert.AreEqual(new ulong[] { 1, 2, 3, 4, 257, 6 }, all.Select(call => call.Number).ToArray());
    }

    [TestMethod]
    public void What_cannot_travel_is_thrown()
    {
        SyscallBindingException refused = Assert.ThrowsExactly<SyscallBindingException>(
            () => SyscallTable.Of<IKinds>().Explain(AbiShape.LinuxX64 with { ArgumentRegisters = [7, 6] }));
        Assert.Contains(diagnostic => diagnostic.Code == "SB2004", refused.Diagnostics);
    }

    private static void AssertExplained(string method, string expected, AbiShape? shape = null)
    {
        SyscallTable table = SyscallTable.Of<IKinds>();
        int index = table.Calls.ToList().FindIndex(call => call.Method.Name == method);
        Assert.AreEqual(expected, Text(table.Explain(WithScalars(shape ?? AbiShape.LinuxX64))[index]));
    }

    private static AbiShape WithScalars(AbiShape shape) => shape with { Numbers = SyscallNumbers.Parse("1 scalars\n257 openat") };

    private static string Text(SyscallExplanation call) => string.Join(
        '\n',
        [
            $"{call.Name} {call.Number}: {call.Signature}",
            .. call.Arguments.Select(argument => $"  {argument.Name} {argument.Type}: {argument.Place}"),
            $"  {call.Answer}",
        ]);

    internal enum Color : byte;

    internal readonly record struct Point(int X, int Y);

    internal readonly record struct Line(Point From, Point To);

    internal readonly record struct Nothing;

    internal readonly record struct Fd(int Value);

    [SyscallInterface]
    internal interface IKinds
    {
        [Syscall("scalars")] void Scalars(sbyte a, char b, double c, Color d, byte* e, nuint f);

        [Syscall(2)] Result<Unit, Errno> Records(Line line, Nothing nothing, Fd fd);

        [Syscall(3)] Result<nint, Errno> Spans(ReadOnlySpan<byte> read, [Out] Span<Line> written, int flags);

        [Syscall(4)]
        int Lengths(
            [LengthOf(nameof(data))] uint count,
            ReadOnlySpan<int> data,
            Span<int> bytes,
            [LengthOf(nameof(bytes), InBytes = true)] nuint size,
            [FixedLength(2)] Span<int> ends);

        [Syscall("openat")]
        Result<Microsoft.Win32.SafeHandles.SafeFileHandle, Errno> Text(
            SafeHandle directory, string path, [NulTerminated] ReadOnlySpan<byte> bytes);

        [Syscall(6)] Line References(in int a, ref long b, out Line c);
    }

    [SyscallInterface]
    internal interface ITagged
    {
        [Syscall(1)] void Nothing();

        [Syscall(2)] Result<Point, Color> Registers(int a);

        [Syscall(3)] Result<Line, SyscallError<Point>> Area(int a);

        [Syscall(4)] Microsoft.Win32.SafeHandles.SafeFileHandle Handle();

        [Syscall(5)] Result<byte, Unit> Scalar();
    }
}
