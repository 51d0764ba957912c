using System.Globalization;
using CsCheck;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class SyscallNumbersTests
{
    private const string SomeCalls = """
        # comment
        0  common  read     sys_read

        1  common  write    sys_write   compat_sys_write
        12 64      openat   # where files are opened
        13         close
        """;

    [TestMethod]
    public void Names_and_numbers_find_each_other()
    {
        SyscallNumbers numbers = SyscallNumbers.Parse(SomeCalls);

        Assert.AreEqual("0 read, 1 write, 12 openat, 13 close", Listing(numbers));
        Assert.AreEqual(4, numbers.Count);
        Assert.IsTrue(numbers.TryGetNumber("openat", out ulong number));
        Assert.AreEqual(12UL, number);
        Assert.IsTrue(numbers.TryGetName(13, out string? name));
        Assert.AreEqual("close", name);
    }

    [TestMethod]
    public void What_is_not_there_is_not_found()
    {
        SyscallNumbers numbers = SyscallNumbers.Parse(SomeCalls);

        foreach (string unknown in (string[])["", "Read", "read ", "sys_read", "common", "64"])
        {
            Assert.IsFalse(numbers.TryGetNumber(unknown, out ulong number), unknown);
            Assert.AreEqual(0UL, number);
        }
        foreach (ulong unknown in (ulong[])[2, 11, 14, 64, ulong.MaxValue])
        {
            Assert.IsFalse(numbers.TryGetName(unknown, out string? name));
            Assert.IsNull(name);
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" \t\r\n\n  # only a comment\r#")]
    [DataRow("512 x32 rt_sigaction compat_sys_rt_sigaction")]
    public void A_table_without_calls_is_the_empty_one(string table)
    {
        Assert.AreEqual(SyscallNumbers.Empty, SyscallNumbers.Parse(table));
        Assert.AreEqual(0, SyscallNumbers.Parse(table).Count);
        Assert.IsFalse(SyscallNumbers.Empty.TryGetName(0, out _));
        Assert.IsFalse(SyscallNumbers.Empty.TryGetNumber("read", out _));
    }

    [TestMethod]
    [DataRow("0 read\n1 write")]
    [DataRow("0 read\r\n1 write\r\n")]
    [DataRow("0 read\r1 write\r")]
    [DataRow("\t0\tcommon\tread\tsys_read\n\n \t 1\u00A0common \t write sys_write    ")]
    [DataRow("1 write\n0 read")]
    [DataRow("0 read\n1 64 write\n0 common read\n1 common write again")]
    [DataRow("0x0 read#\n#0 write\n0X1 write")]
    [DataRow("000 read\n0x0000000000000000000000001 write")]
    [DataRow("0 x32 readv\n0 common read\n1 common write\n515 x32 read\nnot_a_number x32 read")]
    public void Layout_order_and_repetition_do_not_matter(string table)
    {
        SyscallNumbers expected = SyscallNumbers.Parse("0 common read\n1 common write\n");

        Assert.AreEqual(expected, SyscallNumbers.Parse(table));
        Assert.AreEqual(expected.GetHashCode(), SyscallNumbers.Parse(table).GetHashCode());
    }

    [TestMethod]
    public void Lines_of_x32_are_skipped_though_they_repeat_a_name()
    {
        SyscallNumbers numbers = SyscallNumbers.Parse("19 64 readv sys_readv\n515 x32 readv sys_readv\n");

        Assert.AreEqual("19 readv", Listing(numbers));
    }

    [TestMethod]
    public void A_call_may_be_named_x32() => Assert.AreEqual("5 x32", Listing(SyscallNumbers.Parse("5 x32")));

    [TestMethod]
    [DataRow("18446744073709551615 last", ulong.MaxValue)]
    [DataRow("0xFFFFffffFFFFffff last", ulong.MaxValue)]
    [DataRow("0x8000000000000000 last", 1UL << 63)]
    public void Numbers_have_64_bits(string table, ulong number)
    {
        Assert.IsTrue(SyscallNumbers.Parse(table).TryGetNumber("last", out ulong read));
        Assert.AreEqual(number, read);
    }

    [TestMethod]
    [DataRow("read 0", "'read' is no number")]
    [DataRow("-1 read", "'-1' is no number")]
    [DataRow("+1 read", "'+1' is no number")]
    [DataRow("1,000 read", "'1,000' is no number")]
    [DataRow("1_000 read", "'1_000' is no number")]
    [DataRow("1.0 read", "'1.0' is no number")]
    [DataRow("1e3 read", "'1e3' is no number")]
    [DataRow("0x read", "'0x' is no number")]
    [DataRow("0xfg read", "'0xfg' is no number")]
    [DataRow("0x-1 read", "'0x-1' is no number")]
    [DataRow("x1 read", "'x1' is no number")]
    [DataRow("\u0661 read", "is no number")]
    [DataRow("1\0 read", "'1?' is no number")]
    [DataRow("0x1\0 read", "'0x1?' is no number")]
    [DataRow("18446744073709551616 read", "is no number")]
    [DataRow("0x10000000000000000 read", "is no number")]
    [DataRow("5", "it has no name")]
    [DataRow("5 # read", "it has no name")]
    [DataRow("134 64", "'64' is no name")]
    [DataRow("134 64 2fast", "'2fast' is no name")]
    [DataRow("134 64 -", "'-' is no name")]
    [DataRow("134 64 re\u001Bad", "'re?ad' is no name")]
    [DataRow("134 64 \uD83D\uDE00", "is no name")]
    public void A_bad_line_is_named_with_its_text_and_the_cure(string line, string reason)
    {
        string table = $"# first\n0 common ok\r\n{line}\n1 common later";

        FormatException e = Assert.ThrowsExactly<FormatException>(() => SyscallNumbers.Parse(table));

        StringAssert.Contains(e.Message, "Line 3 of the syscall table is \"", StringComparison.Ordinal);
        StringAssert.Contains(e.Message, reason, StringComparison.Ordinal);
        StringAssert.Contains(e.Message, "Write a number from 0 to 2^64-1", StringComparison.Ordinal);
        StringAssert.Contains(e.Message, "0 common read", StringComparison.Ordinal);
        Assert.IsFalse(e.Message.Any(char.IsControl), "Nothing that a terminal would obey.");
    }

    [TestMethod]
    public void A_message_about_an_endless_line_ends()
    {
        FormatException e = Assert.ThrowsExactly<FormatException>(() => SyscallNumbers.Parse(new string('x', 1_000_000)));

        Assert.IsLessThan(1000, e.Message.Length);
    }

    [TestMethod]
    public void A_name_with_two_numbers_is_refused_with_both_lines()
    {
        FormatException e = Assert.ThrowsExactly<FormatException>(() => SyscallNumbers.Parse("0 read\n\n1 64 write\n2 open\n7 64 write\n"));

        Assert.AreEqual(
            "The syscall table gives write the number 1 in line 3 and the number 7 in line 5: keep one of the two lines.", e.Message);
    }

    [TestMethod]
    public void A_number_with_two_names_is_refused_with_both_lines()
    {
        FormatException e = Assert.ThrowsExactly<FormatException>(
            () => SyscallNumbers.Parse("# scripts/syscall.tbl\n25 32 fcntl64\n25 64 fcntl\n1 write\n"));

        Assert.AreEqual(
            "The syscall table gives the number 25 to fcntl64 in line 2 and to fcntl in line 3: keep one of the two lines.", e.Message);
    }

    [TestMethod]
    public void Many_names_for_one_number_are_refused_with_lines_in_order()
    {
        string table = string.Join('\n', Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $"7 call{i}")));

        FormatException e = Assert.ThrowsExactly<FormatException>(() => SyscallNumbers.Parse(table));

        string[] lines = [.. e.Message.Split("in line ")[1..].Select(part => part.Split(' ', ':')[0])];
        Assert.HasCount(2, lines);
        Assert.IsLessThan(int.Parse(lines[1], CultureInfo.InvariantCulture), int.Parse(lines[0], CultureInfo.InvariantCulture));
    }

    [TestMethod]
    public void Null_is_refused()
    {
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallNumbers.Parse(null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => SyscallNumbers.Empty.TryGetNumber(null!, out _));
    }

    [TestMethod]
    public void Equal_by_content()
    {
        SyscallNumbers numbers = SyscallNumbers.Parse(SomeCalls);

        Assert.AreEqual(numbers, SyscallNumbers.Parse(SomeCalls));
        Assert.AreEqual(numbers.GetHashCode(), SyscallNumbers.Parse(SomeCalls).GetHashCode());
        Assert.AreEqual(numbers, SyscallNumbers.From(numbers.Entries.Reverse().ToDictionary()));
        Assert.IsTrue(numbers.Equals((object)SyscallNumbers.Parse(SomeCalls)));
        foreach (string other in (string[])["", "0 read", SomeCalls + "\n14 mmap", SomeCalls.Replace("13", "14", StringComparison.Ordinal),
            SomeCalls.Replace("close", "Close", StringComparison.Ordinal), "1 read\n0 write\n12 openat\n13 close"])
        {
            Assert.AreNotEqual(numbers, SyscallNumbers.Parse(other));
        }
        Assert.IsFalse(numbers.Equals(null));
        Assert.IsFalse(numbers.Equals((object?)"0 read"));
    }

    [TestMethod]
    public void Numbers_worked_out_are_held_to_the_same_rule()
    {
        Dictionary<string, ulong> pairs = new() { ["b"] = 2, ["a"] = 9 };
        SyscallNumbers numbers = SyscallNumbers.From(pairs);
        pairs["c"] = 2;

        Assert.AreEqual("2 b, 9 a", Listing(numbers));
        ArgumentException e = Assert.ThrowsExactly<ArgumentException>(() => SyscallNumbers.From(pairs));
        StringAssert.Contains(e.Message, "both have the number 2", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Entries_cannot_be_changed_by_who_reads_them() =>
        Assert.IsTrue(((ICollection<KeyValuePair<string, ulong>>)SyscallNumbers.Parse(SomeCalls).Entries).IsReadOnly);

    [TestMethod]
    public void Any_text_is_read_or_refused_by_a_FormatException()
    {
        // Words of tables in any order reach deeper than noise does; both are tried.
        Gen<string> words = Gen.OneOf(
            OneOf("0", "1", "0x", "0x1", "64", "common", "x32", "read", "write", "_", "#", "\0", "\uD800", "18446744073709551616"),
            OneOf(" ", "\t", "\n", "\r", "\r\n", "\u0085", "\u2028"),
            Gen.String[0, 4]).Array[0, 40].Select(string.Concat);

        Gen.OneOf(words, Gen.String).Sample(text =>
        {
            try
            {
                SyscallNumbers numbers = SyscallNumbers.Parse(text);
                return numbers.Entries.All(call =>
                    numbers.TryGetNumber(call.Key, out ulong number) && number == call.Value
                    && numbers.TryGetName(call.Value, out string? name) && name == call.Key);
            }
            catch (FormatException e)
            {
                return !e.Message.Any(char.IsControl);
            }
        });
    }

    [TestMethod]
    public void Any_numbers_written_as_a_table_are_read_back()
    {
        Gen<string> name = Gen.Select(Gen.Char['a', 'z'], Gen.String[Gen.Char.AlphaNumeric, 0, 8], (first, rest) => first + rest);
        Gen<KeyValuePair<string, ulong>[]> calls = Gen.Select(name, Gen.ULong, KeyValuePair.Create).Array[0, 50]
            .Select(pairs => pairs.DistinctBy(pair => pair.Key).DistinctBy(pair => pair.Value).ToArray());

        calls.Sample(pairs =>
        {
            string table = string.Concat(pairs.Select((pair, i) => string.Create(CultureInfo.InvariantCulture,
                $"{(i % 2 == 0 ? $"{pair.Value}" : $"0x{pair.Value:x}")} common {pair.Key}\n")));
            SyscallNumbers numbers = SyscallNumbers.Parse(table);
            return numbers.Equals(SyscallNumbers.From(pairs.ToDictionary()))
                && numbers.Entries.SequenceEqual(pairs.OrderBy(pair => pair.Value));
        });
    }

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    private static string Listing(SyscallNumbers numbers) =>
        string.Join(", ", numbers.Entries.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Value} {call.Key}")));
}
