using System.Text;
using Binder.Boundary;
using CsCheck;

namespace Binder.Tests.Proxies;

/// <summary>A string is UTF-8: up to a NUL, or address and count, as the shape says.</summary>
[TestClass]
public sealed class StringTests
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_string_of_any_length_arrives_with_its_NUL(Way way)
    {
        foreach (string text in Texts())
        {
            ScriptedKernel kernel = new();
            string arrived = "";
            kernel.OnCall = (ref frame) => arrived = Memory.Text(frame[1]);
            Memory.DirtyStack();

            kernel.Bind<IStrings>(way).Open(7, text, 8);

            Assert.AreEqual(7ul, kernel.Words[0]);
            Assert.AreEqual(8ul, kernel.Words[2]);
            Assert.AreEqual(text, arrived, $"{text.Length} characters.");
        }
    }

    [TestMethod]
    public void A_counted_string_of_any_length_arrives_with_its_count()
    {
        foreach (string text in Texts())
        {
            ScriptedKernel kernel = new(Shapes.Counted);
            byte[] arrived = [];
            kernel.OnCall = (ref frame) => arrived = Memory.Bytes(frame[1], frame[2]);

            kernel.Bind<IStrings>().Open(7, text, 8);

            CollectionAssert.AreEqual(s_strict.GetBytes(text), arrived, $"{text.Length} characters.");
            Assert.AreNotEqual(0ul, kernel.Words[1], "An empty string is not null.");
            Assert.AreEqual(8ul, kernel.Words[3]);
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Null_is_address_0(Way way) =>
        CollectionAssert.AreEqual(new ulong[] { 7, 0, 8, 0, 0, 0 }, ScriptedKernel.Sent<IStrings>(calls => calls.Open(7, null, 8), way));

    [TestMethod]
    public void A_counted_null_is_address_0_and_count_0() => CollectionAssert.AreEqual(
        new ulong[] { 7, 0, 0, 8, 0, 0 }, ScriptedKernel.Sent<IStrings>(calls => calls.Open(7, null, 8), shape: Shapes.Counted));

    [TestMethod]
    public void An_inner_NUL_is_refused_before_the_call()
    {
        foreach (string text in new[] { "\0", "a\0b", "end\0", "\0" + new string('x', 1000), new string('x', 1000) + "\0y" })
        {
            SyscallEncodingException refused = Refused(text, Shapes.Linux);
            Assert.AreEqual(
                "StringTests.IStrings.Open(path) holds a NUL before its end, where the kernel would stop reading. Take it out.",
                refused.Message);
        }
    }

    [TestMethod]
    public void A_counted_string_may_hold_a_NUL()
    {
        ScriptedKernel kernel = new(Shapes.Counted);
        byte[] arrived = [];
        kernel.OnCall = (ref frame) => arrived = Memory.Bytes(frame[1], frame[2]);

        kernel.Bind<IStrings>().Open(7, "a\0b\0", 8);

        CollectionAssert.AreEqual("a\0b\0"u8.ToArray(), arrived);
    }

    [TestMethod]
    public void Half_of_a_surrogate_pair_is_refused_before_the_call()
    {
        string longText = new('x', 1000);
        foreach (string text in new[] { "\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", longText + "\uD83D", "\uDE00" + longText })
        {
            foreach (AbiShape shape in new[] { Shapes.Linux, Shapes.Counted })
            {
                SyscallEncodingException refused = Refused(text, shape);
                Assert.AreEqual(
                    "StringTests.IStrings.Open(path) holds half of a surrogate pair, which UTF-8 cannot say. Send a well-formed string.",
                    refused.Message);
            }
        }
    }

    [TestMethod]
    public void Every_string_arrives_as_it_is_or_is_refused()
    {
        Gen<string> nearTheLimit = Gen.Char[' ', '~'].Array[160, 180].Select(letters => new string(letters));
        Gen<string> texts = Gen.OneOf(Gen.String, Gen.String[0, 700], nearTheLimit);
        texts.Sample(Check, iter: TestLength.Choose(500, 20_000), threads: 1);

        static bool Check(string text)
        {
            byte[]? expected = Encoded(text);
            bool hasNul = text.Contains('\0', StringComparison.Ordinal);
            return Arrives(text, Shapes.Counted, expected) && Arrives(text, Shapes.Linux, hasNul ? null : expected);
        }

        static bool Arrives(string text, AbiShape shape, byte[]? expected)
        {
            ScriptedKernel kernel = new(shape);
            byte[]? arrived = null;
            kernel.OnCall = (ref frame) =>
                arrived = shape == Shapes.Counted ? Memory.Bytes(frame[1], frame[2]) : Memory.Terminated(frame[1]);
            try
            {
                kernel.Bind<IStrings>().Open(0, text, 0);
            }
            catch (SyscallEncodingException)
            {
                return expected is null && kernel.Calls == 0;
            }

            return expected is not null && expected.AsSpan().SequenceEqual(arrived);
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Several_strings_of_one_call_have_places_of_their_own(Way way)
    {
        foreach ((int first, int second, int third) in new[] { (1, 2, 3), (100_000, 90_000, 80_000), (5, 40_000, 170), (3000, 0, 3000) })
        {
            ScriptedKernel kernel = new();
            string[] arrived = [];
            kernel.OnCall = (ref frame) => arrived = [Memory.Text(frame[0]), Memory.Text(frame[1]), Memory.Text(frame[2])];

            kernel.Bind<IStrings>(way).Three(new('a', first), new('b', second), new('c', third));

            CollectionAssert.AreEqual(new[] { new string('a', first), new('b', second), new('c', third) }, arrived);
        }
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_nested_call_leaves_the_strings_of_the_outer_one_intact(Way way)
    {
        ScriptedKernel kernel = new();
        IStrings calls = kernel.Bind<IStrings>(way);
        string outer = new('o', 70_000), inner = new('i', 150_000);
        int depth = 0;
        List<string> arrived = [];
        kernel.OnCall = (ref frame) =>
        {
            ulong address = frame[0];
            if (++depth < 5)
            {
                calls.Three(inner[..(depth * 30_000)], null, null);
                calls.Three(inner, outer, inner);
            }

            depth--;
            arrived.Add(Memory.Text(address));
        };

        calls.Three(outer, "x", null);

        _ = kernel.Words;
        Assert.AreEqual(outer, arrived[^1]);
        Assert.IsTrue(
            arrived.TrueForAll(text => text.AsSpan().IndexOfAnyExcept('i') < 0 || text == outer),
            "A nested call's bytes were overwritten.");
        Assert.HasCount(31, arrived);
    }

    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void A_short_string_stays_on_the_stack_and_a_long_one_is_given_back(Way way)
    {
        ScriptedKernel kernel = new();
        IStrings calls = kernel.Bind<IStrings>(way);
        ScratchMark during = default;
        kernel.OnCall = (ref frame) => during = ScratchStack.Current.Mark();
        ScratchMark before = ScratchStack.Current.Mark();

        calls.Open(0, new string('x', 100), 0);
        Assert.AreEqual(before, during);

        calls.Open(0, new string('x', 2000), 0);
        Assert.AreNotEqual(before, during);
        Assert.AreEqual(before, ScratchStack.Current.Mark());

        calls.Open(0, new string('x', 6_000_000), 0);
        Assert.AreEqual(before, ScratchStack.Current.Mark());
    }

    [TestMethod]
    public void Exceptions_give_scratch_memory_back()
    {
        ScriptedKernel kernel = new() { OnCall = (ref frame) => throw new TimeoutException("by the kernel") };
        IStrings calls = kernel.Bind<IStrings>();
        ScratchMark before = ScratchStack.Current.Mark();
        string longText = new('x', 5000);

        Assert.ThrowsExactly<TimeoutException>(() => calls.Open(0, longText, 0));
        Assert.AreEqual(before, ScratchStack.Current.Mark());

        Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Three(longText, longText, longText + "\0"));
        Assert.AreEqual(before, ScratchStack.Current.Mark());

        kernel.OnCall = null;
        kernel.Answer = -2;
        Assert.ThrowsExactly<SyscallException>(() => calls.Open(0, longText, 0));
        Assert.AreEqual(before, ScratchStack.Current.Mark());
    }

    private static SyscallEncodingException Refused(string text, AbiShape shape)
    {
        ScriptedKernel kernel = new(shape);
        IStrings calls = kernel.Bind<IStrings>();
        ScratchMark before = ScratchStack.Current.Mark();
        SyscallEncodingException refused = Assert.ThrowsExactly<SyscallEncodingException>(() => calls.Open(7, text, 8));
        Assert.AreEqual(0, kernel.Calls);
        Assert.AreEqual(before, ScratchStack.Current.Mark());
        return refused;
    }

    private static byte[]? Encoded(string text)
    {
        try
        {
            return s_strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Lengths around every limit of the buffer, by characters of one to four bytes.</summary>
    private static IEnumerable<string> Texts()
    {
        int[] lengths =
        [
            0, 1, 2, 169, 170, 171, 172, 255, 256, 257, 510, 511, 512, 513, 514, 1023, 1024, 4096, 65_535, 65_536, 65_537, 1_000_000,
        ];
        foreach (int length in lengths)
        {
            yield return new string('x', length);
            yield return new string('é', length);
            yield return new string('€', length);
            yield return string.Concat(Enumerable.Repeat("😀", length / 2));
            yield return new string('x', length) + "€";
        }
    }

    [SyscallInterface]
    internal interface IStrings
    {
        [Syscall("openat")] void Open(int directory, string? path, int flags);

        [Syscall(2)] void Three(string? first, string? second, string? third);
    }
}
