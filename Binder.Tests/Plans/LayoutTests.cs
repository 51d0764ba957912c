using System.Runtime.CompilerServices;
using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Plans;

/// <summary>Explanations to the byte: as text, and as data that the encoders agree with.</summary>
[TestClass]
public sealed class LayoutTests
{
    private static readonly AbiShape s_auto = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = RegisterList.Range(0, 6),
        Encoding = AbiEncoding.Auto,
        Strings = StringForm.Counted,
    };

    [TestMethod]
    public void Foo_is_explained_register_by_register_and_byte_by_byte() => Assert.AreEqual(
        """
        packed: 37-64 bytes, the first 32 in r0, r1, r2, r3, up to 32 more at the address in r4
                0      2  X ushort: r0 bits 0-15
                2      8  Opts1 StructOptions, one of 0 A, 1 B, 2 C: r0 bits 16-63, r1 bits 0-15
               10      4  Opts1.Number uint, if B: r1 bits 16-47
               14      1  Opts1.Flag bool, if B: r1 bits 48-55
               10      4  Opts1.X uint, if C: r1 bits 16-47
               14      2  Opts1.Y ushort, if C: r1 bits 48-63
            10-16      8  Y ulong: r1 to r2
            18-24      1  A Option<ulong>, one of 0 None, 1 Some: r2 to r3
            19-25      8  A.Value ulong, if Some: r2 to spill
            19-33      8  B ulong: r2 to spill
            27-41      1  C Result<ulong, bool>, one of 0 Ok, 1 Fail: r3 to spill
            28-42      8  C.Value ulong, if Ok: r3 to spill
            28-42      1  C.Error bool, if Fail: r3 to spill
            29-50      8  Opts StructOptions, one of 0 A, 1 B, 2 C: r3 to spill
            37-58      4  Opts.Number uint, if B: spill
            41-62      1  Opts.Flag bool, if B: spill
            37-58      4  Opts.X uint, if C: spill
            41-62      2  Opts.Y ushort, if C: spill
        """,
        SyscallCodec.For<Foo<StructOptions>>(AbiShape.Packed(64, 6)).Explanation.ToString());

    [TestMethod]
    public void A_call_in_registers_is_explained_by_bits() => AssertCall(
        nameof(IFlatCalls.Flat),
        """
        1 Flat: int Flat(sbyte a, Bar bar, ulong c, bool d)
        arguments in registers
          a sbyte: rdi bits 0-7, sign-extended
          bar.X uint: rsi bits 0-31, zero-extended
          bar.Y uint: rdx bits 0-31, zero-extended
          c ulong: r10
          d bool: r8 bits 0-7, zero-extended
        answer: rax; -4095 to -1: error
        """,
        AbiShape.LinuxX64);

    [TestMethod]
    public void A_shape_that_chooses_takes_registers_where_they_do() => AssertCall(
        nameof(IFlatCalls.Flat),
        """
        1 Flat: int Flat(sbyte a, Bar bar, ulong c, bool d)
        arguments in registers
          a sbyte: r0 bits 0-7, sign-extended
          bar.X uint: r1 bits 0-31, zero-extended
          bar.Y uint: r2 bits 0-31, zero-extended
          c ulong: r3
          d bool: r4 bits 0-7, zero-extended
        answer: r0; -4095 to -1: error
        """,
        s_auto);

    [TestMethod]
    public void A_shape_that_chooses_says_why_it_packs()
    {
        AssertCall(
            nameof(ICalls.Optional),
            """
            2 Optional: Result<Unit, Errno> Optional(int fd, Option<ulong> offset)
            arguments packed: 5-13 bytes in r0, r1, r2, r3
            because Option<ulong> has no flat form, since its tag says which of its fields are there.
                    0      4  fd int: r0 bits 0-31
                    4      1  offset Option<ulong>, one of 0 None, 1 Some: r0 bits 32-39
                    5      8  offset.Value ulong, if Some: r0 bits 40-63, r1 bits 0-39
            answer: r0 0; -4095 to -1: error
            """,
            s_auto);
        AssertCall(
            nameof(ICalls.Many),
            """
            3 Many: int Many(int a, int b, int c, int d, int e, int f, int g)
            arguments packed: 28 bytes in r0, r1, r2, r3
            because its arguments take 7 registers (a 1, b 1, c 1, d 1, e 1, f 1, g 1) and the shape has 6.
                    0      4  a int: r0 bits 0-31
                    4      4  b int: r0 bits 32-63
                    8      4  c int: r1 bits 0-31
                   12      4  d int: r1 bits 32-63
                   16      4  e int: r2 bits 0-31
                   20      4  f int: r2 bits 32-63
                   24      4  g int: r3 bits 0-31
            answer: r0; -4095 to -1: error
            """,
            s_auto);
        Assert.IsNull(Explain(nameof(ICalls.Many), s_auto with { Encoding = AbiEncoding.Packed }).Layout.WhyPacked);
        StringAssert.StartsWith(
            SyscallCodec.For<(byte, int?)>(s_auto).Explanation.WhyPacked,
            "(byte, int?) does not fit into registers for its field Item2: int? has no flat form",
            StringComparison.Ordinal);
    }

    [TestMethod]
    public void Parameters_of_a_packed_call_say_their_bytes()
    {
        SyscallExplanation call = Explain(nameof(ICalls.Everything), s_auto with { Encoding = AbiEncoding.Packed });
        Assert.AreSequenceEqual(
            [
                "first: byte 0", "maybe: 1-5 bytes from byte 1", "nothing: nowhere: it has no fields", "data: 16 bytes from byte 2-6",
                "text: 16 bytes from byte 18-22", "reference: 8 bytes from byte 34-38",
            ],
            call.Arguments.Select(argument => $"{argument.Name}: {argument.Place}"));
        Assert.AreSequenceEqual(
            ["first", "maybe", "maybe.Value", "data.Address", "data.Length", "text.Address", "text.Length", "reference.Address"],
            call.Layout.Fields.Select(field => field.Path));
    }

    [TestMethod]
    public void A_return_area_says_its_register_and_size()
    {
        SyscallExplanation packed = Explain(nameof(IFlatCalls.Area), s_auto with { Encoding = AbiEncoding.Packed });
        Assert.AreEqual("packed (long, long) in memory at r5, r0 0; -4095 to -1: error", packed.Answer);
        Assert.AreEqual(("r5", 16), (packed.AreaRegister, packed.AreaBytes));
        Assert.IsNull(packed.AnswerLayout.WhyPacked);
        Assert.AreSequenceEqual(["Item1 long: area bytes 0-7", "Item2 long: area bytes 8-15"], packed.AnswerLayout.Fields.Select(field => $"{field}"));
        Assert.AreEqual("(long, long) does not fit into the answer's register.", Explain(nameof(IFlatCalls.Area), s_auto).AnswerLayout.WhyPacked);
        SyscallExplanation flat = Explain(nameof(IFlatCalls.Area), AbiShape.LinuxX64);
        Assert.AreEqual("memory at rsi, rax 0; -4095 to -1: error", flat.Answer);
        Assert.AreEqual(("rsi", 16), (flat.AreaRegister, flat.AreaBytes));
        Assert.AreEqual((null, 0), (Explain(nameof(IFlatCalls.Flat), s_auto).AreaRegister, Explain(nameof(IFlatCalls.Flat), s_auto).AreaBytes));
    }

    [TestMethod]
    public void An_answer_says_its_registers_and_why_it_is_packed()
    {
        ValueLayout one = Explain(nameof(IFlatCalls.Flat), AbiShape.LinuxX64).AnswerLayout;
        Assert.AreEqual("int: rax bits 0-31, sign-extended", one.Fields.Single().ToString());
        AbiShape tagged = s_auto with { Errors = ErrorConvention.Tagged, ReturnRegisters = [5, 4, 3, 2] };
        SyscallExplanation two = Explain(nameof(IFlatCalls.Area), tagged);
        Assert.AreEqual("r5 Item1, r4 Item2, r2 0; r2 4: error in r5; r2 1 to 3: rejection", two.Answer);
        Assert.AreSequenceEqual(["Item1 long: r5", "Item2 long: r4"], two.AnswerLayout.Fields.Select(field => $"{field}"));
        SyscallExplanation maybe = SyscallTable.Of<IMaybe>().Explain(tagged)[0];
        Assert.AreEqual(
            """
            1 Find: Result<int?, Errno> Find(int key)
            arguments in registers
              key int: r0 bits 0-31, sign-extended
            answer: packed Result<int?, SyscallError<Errno>> in r5, r4, r2 0; r2 1 to 3: rejection
            answer packed: 2-6 bytes in r5, r4
            because int? has no flat form, since its tag says which of its fields are there.
                    0      1  Result<int?, SyscallError<Errno>>, one of 0 Ok, 1 Fail: r5 bits 0-7
                    1      1  Value int?, if Ok, one of 0 None, 1 Some: r5 bits 8-15
                    2      4  Value.Value int, if Some: r5 bits 16-47
                    1      1  Error SyscallError<Errno>, if Fail, one of 0 InvalidData, 1 InvalidNumber, 2 AllocationFailed, 3 Failed: r5 bits 8-15
                    2      4  Error.Error Errno, if Failed: r5 bits 16-47
            """,
            maybe.ToString());
    }

    [TestMethod]
    public void Arrays_unions_and_own_encodings_have_their_places()
    {
        ValueLayout layout = SyscallCodec.For<Odd>(AbiShape.Packed(32, 4)).Explanation;
        Assert.AreEqual(
            """
            packed: 23-42 bytes, the first 8 in r0, r1, up to 34 more at the address in r2
                    0      3  Bytes byte[3]: r0 bits 0-23
                    3      8  Choice RecordOptions, one of 0 A, 1 B, 2 C: r0 bits 24-31, r1, spill bytes 0-2
                   11      4  Choice.Number uint, if B: spill bytes 3-6
                   15      1  Choice.Flag bool, if B: spill byte 7
                   11      4  Choice.X uint, if C: spill bytes 3-6
                   15      2  Choice.Y ushort, if C: spill bytes 7-8
                11-17      1  Pairs[0].Item1 byte: spill
                12-18      1  Pairs[0].Item2 Option<short>, one of 0 None, 1 Some: spill
                13-19      2  Pairs[0].Item2.Value short, if Some: spill
                13-21      1  Pairs[1].Item1 byte: spill
                14-22      1  Pairs[1].Item2 Option<short>, one of 0 None, 1 Some: spill
                15-23      2  Pairs[1].Item2.Value short, if Some: spill
                15-25      8  Error SimpleErr, one of 0 Sad: spill
                23-33    0-9  Text LayoutTests.Text: spill
            """,
            layout.ToString());
    }

    [TestMethod]
    public void Registers_of_all_widths_divide_a_stream()
    {
        AssertPlaces(AbiShape.Packed(128, 5), "r0", "r1 bits 0-15");
        AssertPlaces(AbiShape.Packed(64, 5), "r0, r1", "r2 bits 0-15");
        AssertPlaces(AbiShape.Packed(32, 8), "r0, r1, r2, r3", "r4 bits 0-15");
        AssertPlaces(AbiShape.Packed(32, 3), "r0, spill bytes 0-11", "spill bytes 12-13");
    }

    private static void AssertPlaces(AbiShape shape, params string[] expected) =>
        Assert.AreSequenceEqual(expected, SyscallCodec.For<(Int128, ushort)>(shape).Explanation.Fields.Select(field => field.Place));

    private static void AssertCall(string method, string expected, AbiShape shape) => Assert.AreEqual(expected, Explain(method, shape).ToString());

    private static SyscallExplanation Explain(string method, AbiShape shape)
    {
        SyscallTable table = SyscallTable.Of(shape.Encoding == AbiEncoding.Registers ? typeof(IFlatCalls) : typeof(ICalls));
        int index = table.Calls.ToList().FindIndex(call => call.Method.Name == method);
        return table.Explain(shape)[index];
    }

    [InlineArray(3)]
    internal struct ThreeBytes
    {
        private byte _first;
    }

    [InlineArray(2)]
    internal struct TwoPairs
    {
        private (byte, Option<short>) _first;
    }

    internal readonly record struct Odd(ThreeBytes Bytes, RecordOptions Choice, TwoPairs Pairs, SimpleErr Error, Text Text);

    /// <summary>Its bytes after a count.</summary>
    internal readonly record struct Text(byte Count) : IPackedValue<Text>
    {
        public static int MaxBytes => 9;

        public static void Encode(in Text value, ref PackedWriter writer) => writer.Write(value.Count);

        public static bool TryDecode(ref PackedReader reader, out Text value)
        {
            bool isThere = reader.TryRead(out byte count);
            value = new(count);
            return isThere;
        }
    }

    [SyscallInterface]
    internal interface IMaybe
    {
        [Syscall(1)] Result<int?, Errno> Find(int key);
    }

    [SyscallInterface]
    internal interface IFlatCalls
    {
        [Syscall(1)] int Flat(sbyte a, Bar bar, ulong c, bool d);

        [Syscall(5)] Result<(long, long), Errno> Area(int a);
    }

    [SyscallInterface]
    internal interface ICalls : IFlatCalls
    {
        [Syscall(2)] Result<Unit, Errno> Optional(int fd, Option<ulong> offset);

        [Syscall(3)] int Many(int a, int b, int c, int d, int e, int f, int g);

        [Syscall(4)] int Everything(byte first, int? maybe, Unit nothing, ReadOnlySpan<int> data, string text, in long reference);
    }
}
