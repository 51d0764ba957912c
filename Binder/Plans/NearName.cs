namespace Binder.Plans;

/// <summary>Which call of a table somebody may have meant by a name that it does not have.</summary>
internal static class NearName
{
    private static readonly string[] s_prefixes = ["sys_", "__NR_"];

    /// <summary>The nearest name: one that differs in case or by a prefix of C, else one that is a slip of typing away; null where there is none.</summary>
    public static string? Find(SyscallNumbers numbers, string name)
    {
        string bare = Array.Find(s_prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } found ? name[found.Length..] : name;
        string[] names = [.. numbers.Entries.Select(entry => entry.Key)];
        return Array.Find(names, candidate => candidate.Equals(bare, StringComparison.OrdinalIgnoreCase))
            ?? Array.Find(names, candidate => IsOneSlip(bare, candidate));
    }

    /// <summary>Whether one letter is missing, too many or wrong, or two neighbours are exchanged.</summary>
    private static bool IsOneSlip(string given, string name)
    {
        int start = given.AsSpan().CommonPrefixLength(name);
        ReadOnlySpan<char> a = given.AsSpan(start);
        ReadOnlySpan<char> b = name.AsSpan(start);
        return (a.Length - b.Length) switch
        {
            -1 => a.SequenceEqual(b[1..]),
            1 => a[1..].SequenceEqual(b),
            0 when a.Length > 0 => a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            _ => false,
        };
    }
}
