using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Binder;

/// <summary>The numbers that a kernel gives its calls, by name, and the names by number: no name twice, no number twice. Immutable; two
/// are equal when they hold the same pairs.</summary>
public sealed partial class SyscallNumbers : IEquatable<SyscallNumbers>
{
    private readonly ulong[] _numbers; // ascending
    private readonly string[] _names; // _names[i] has _numbers[i]
    private readonly Dictionary<string, int> _places; // the i of each name
    private readonly int _hash;

    private SyscallNumbers(ulong[] numbers, string[] names, Dictionary<string, int> places)
    {
        _numbers = numbers;
        _names = names;
        _places = places;

        HashCode pairs = default;
        foreach (ulong number in numbers)
        {
            pairs.Add(number);
        }

        foreach (string name in names)
        {
            pairs.Add(name);
        }

        _hash = pairs.ToHashCode();
    }

    /// <summary>No numbers at all.</summary>
    public static SyscallNumbers Empty { get; } = new([], [], []);

    /// <summary>How many calls have a number here.</summary>
    public int Count => _numbers.Length;

    /// <summary>Every name with its number, in order of number.</summary>
    public IReadOnlyList<KeyValuePair<string, ulong>> Entries =>
        field ??= Array.AsReadOnly(Array.ConvertAll(_names, name => KeyValuePair.Create(name, _numbers[_places[name]])));

    /// <summary>Reads a table in the form of the kernel's own .tbl files, a call a line: <c>number abi name</c>, and whatever follows, or
    /// <c>number name</c>.</summary>
    /// <remarks>
    /// Words are separated by white space. A number is decimal, or hexadecimal after 0x, from 0 to 2^64-1. A name begins with a letter or
    /// an underscore. <c>#</c> begins a comment, anywhere in a line; blank lines mean nothing. A pair may be repeated.
    /// Lines whose ABI is <c>x32</c> are skipped: Linux's syscall_64.tbl gives names a second number for it. Of other tables that describe
    /// several ABIs, such as Linux's scripts/syscall.tbl, keep the lines of one.
    /// </remarks>
    /// <exception cref="FormatException">A line is not of that form, or two lines give one name two numbers or one number two names. The
    /// message says which lines, and what to write.</exception>
    public static SyscallNumbers Parse(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        List<ulong> numbers = [];
        List<string> names = [];
        TableReader reader = new(table);
        while (reader.Read())
        {
            numbers.Add(reader.Number);
            names.Add(reader.Name.ToString());
        }
        return Build(numbers.ToArray(), names.ToArray(), out Clash clash) ?? throw Contradiction(table, clash);
    }

    /// <summary>Numbers that were worked out, not read.</summary>
    /// <exception cref="ArgumentException">Two names have one number.</exception>
    internal static SyscallNumbers From(IReadOnlyDictionary<string, ulong> pairs)
    {
        ulong[] numbers = new ulong[pairs.Count];
        string[] names = new string[pairs.Count];
        int count = 0;
        foreach ((string name, ulong number) in pairs)
        {
            numbers[count] = number;
            names[count++] = name;
        }
        return Build(numbers, names, out Clash clash) ?? throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{clash.Name} and {clash.OtherName} both have the number {clash.Number}: give each call its own."), nameof(pairs));
    }

    /// <summary>The number of the call with this name, case and all. False, and 0, where no call has it.</summary>
    public bool TryGetNumber(string name, out ulong number)
    {
        ArgumentNullException.ThrowIfNull(name);
        bool found = _places.TryGetValue(name, out int place);
        number = found ? _numbers[place] : 0;
        return found;
    }

    /// <summary>The name of the call with this number. False, and null, where no call has it.</summary>
    public bool TryGetName(ulong number, [MaybeNullWhen(false)] out string name)
    {
        int index = _numbers.AsSpan().BinarySearch(number);
        name = index < 0 ? null : _names[index];
        return index >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(SyscallNumbers? other) => ReferenceEquals(this, other) || (other is not null
        && _hash == other._hash && _numbers.AsSpan().SequenceEqual(other._numbers) && _names.AsSpan().SequenceEqual(other._names));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SyscallNumbers);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>Whether a table can hold the name: it begins with a letter or an underscore, and has no white space or control character.</summary>
    internal static bool IsName(ReadOnlySpan<char> word)
    {
        foreach (char character in word)
        {
            if (char.IsControl(character) || char.IsWhiteSpace(character))
            {
                return false;
            }
        }

        return !word.IsEmpty && (char.IsLetter(word[0]) || word[0] == '_');
    }

    /// <summary>Takes the arrays over, in any order. Null where two pairs contradict each other.</summary>
    private static SyscallNumbers? Build(ulong[] numbers, string[] names, out Clash clash)
    {
        // Most tables are in order already, and a program's first sort costs milliseconds of compilation.
        if (!IsAscending(numbers))
        {
            Array.Sort(numbers, names);
            int last = 0;
            for (int i = 1; i < numbers.Length; i++)
            {
                if (numbers[i] != numbers[last])
                {
                    numbers[++last] = numbers[i];
                    names[last] = names[i];
                }
                else if (names[i] != names[last])
                {
                    clash = new(numbers[last], names[last], numbers[i], names[i]);
                    return null;
                }
            }
            Array.Resize(ref numbers, last + 1);
            Array.Resize(ref names, last + 1);
        }

        Dictionary<string, int> places = new(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (!places.TryAdd(names[i], i))
            {
                clash = new(numbers[places[names[i]]], names[i], numbers[i], names[i]);
                return null;
            }
        }
        clash = default;
        return new(numbers, names, places);
    }

    private static bool IsAscending(ulong[] numbers)
    {
        for (int i = 1; i < numbers.Length; i++)
        {
            if (numbers[i] <= numbers[i - 1])
            {
                return false;
            }
        }
        return true;
    }

    private static FormatException Contradiction(string table, Clash clash)
    {
        int line = LineOf(clash.Number, clash.Name);
        int otherLine = LineOf(clash.OtherNumber, clash.OtherName);
        if (line > otherLine)
        {
            (line, otherLine) = (otherLine, line);
            clash = new(clash.OtherNumber, clash.OtherName, clash.Number, clash.Name);
        }
        string name = Shown(clash.Name);
        return new(clash.Name == clash.OtherName
            ? string.Create(CultureInfo.InvariantCulture, $"The syscall table gives {name} the number {clash.Number} in line {line} " +
                $"and the number {clash.OtherNumber} in line {otherLine}: keep one of the two lines.")
            : string.Create(CultureInfo.InvariantCulture, $"The syscall table gives the number {clash.Number} to {name} in line {line} " +
                $"and to {Shown(clash.OtherName)} in line {otherLine}: keep one of the two lines."));

        int LineOf(ulong number, string name)
        {
            TableReader reader = new(table);
            while (reader.Read())
            {
                if (reader.Number == number && reader.Name.SequenceEqual(name))
                {
                    break;
                }
            }
            return reader.Line;
        }
    }

    /// <summary>Foreign text as a message may hold it: not endless, and nothing in it that a terminal would obey.</summary>
    private static string Shown(ReadOnlySpan<char> text)
    {
        const int Longest = 80;
        Span<char> shown = stackalloc char[Math.Min(text.Length, Longest)];
        for (int i = 0; i < shown.Length; i++)
        {
            shown[i] = text[i] == '\t' ? ' ' : char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? '?' : text[i];
        }

        return text.Length > Longest ? $"{shown}…" : shown.ToString();
    }

    /// <summary>Two pairs of which only one can hold: they have the same number, or the same name.</summary>
    private readonly record struct Clash(ulong Number, string Name, ulong OtherNumber, string OtherName);

    /// <summary>Walks over the calls of a table.</summary>
    private ref struct TableReader(ReadOnlySpan<char> table)
    {
        private ReadOnlySpan<char> _rest = table;
        private ReadOnlySpan<char> _text;

        /// <summary>The line last read, counted from 1.</summary>
        public int Line { get; private set; }

        public ulong Number { get; private set; }

        public ReadOnlySpan<char> Name { get; private set; }

        /// <summary>Goes on to the next line that has a call. False at the end.</summary>
        public bool Read()
        {
            while (ReadLine())
            {
                ReadOnlySpan<char> line = _text;
                ReadOnlySpan<char> number = NextWord(ref line);
                if (number.IsEmpty)
                {
                    continue;
                }

                ReadOnlySpan<char> abi = NextWord(ref line);
                ReadOnlySpan<char> name = NextWord(ref line);
                if (name.IsEmpty)
                {
                    name = abi;
                }
                else if (abi is "x32")
                {
                    continue;
                }

                if (!TryReadNumber(number, out ulong value))
                {
                    throw Malformed($"'{Shown(number)}' is no number");
                }

                if (name.IsEmpty)
                {
                    throw Malformed("it has no name");
                }

                if (!IsName(name))
                {
                    throw Malformed($"'{Shown(name)}' is no name");
                }

                Number = value;
                Name = name;
                return true;
            }
            return false;
        }

        private bool ReadLine()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            // Loops here and below: the framework's searches and parsers take a millisecond when they are first used in a program, and lines are short.
            int end = 0;
            int comment = -1;
            while (end < _rest.Length && _rest[end] is not ('\n' or '\r'))
            {
                comment = comment < 0 && _rest[end] == '#' ? end : comment;
                end++;
            }

            _text = _rest[..(comment < 0 ? end : comment)];
            _rest = _rest[end..] switch
            {
                ['\r', '\n', ..] => _rest[(end + 2)..],
                [_, ..] => _rest[(end + 1)..],
                _ => [],
            };
            Line++;
            return true;
        }

        private static ReadOnlySpan<char> NextWord(scoped ref ReadOnlySpan<char> line)
        {
            line = line.TrimStart();
            int length = 0;
            while (length < line.Length && !char.IsWhiteSpace(line[length]))
            {
                length++;
            }

            ReadOnlySpan<char> word = line[..length];
            line = line[length..];
            return word;
        }

        private static bool TryReadNumber(ReadOnlySpan<char> word, out ulong number)
        {
            number = 0;
            bool isHexadecimal = word is ['0', 'x' or 'X', ..];
            uint radix = isHexadecimal ? 16u : 10u;
            ReadOnlySpan<char> digits = isHexadecimal ? word[2..] : word;
            foreach (char character in digits)
            {
                uint digit = Digit(character);
                if (digit >= radix || number > (ulong.MaxValue - digit) / radix)
                {
                    return false;
                }

                number = (number * radix) + digit;
            }

            return !digits.IsEmpty;
        }

        /// <summary>The value of a digit of up to 16; more than any for what is none.</summary>
        private static uint Digit(char character) => character switch
        {
            >= '0' and <= '9' => (uint)(character - '0'),
            >= 'a' and <= 'f' => (uint)(character - 'a' + 10),
            >= 'A' and <= 'F' => (uint)(character - 'A' + 10),
            _ => uint.MaxValue,
        };

        private readonly FormatException Malformed(string reason) => new(string.Create(CultureInfo.InvariantCulture,
            $"Line {Line} of the syscall table is \"{Shown(_text.Trim())}\": {reason}. Write a number from 0 to 2^64-1 " +
            $"(hexadecimal with 0x), the ABI if there is one, and a name that begins with a letter or an underscore: 0 common read."));
    }
}
