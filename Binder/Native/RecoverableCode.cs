namespace Binder.Native;

/// <summary>Code whose faults are answers: each goes on at another place, without the thread noticing.</summary>
/// <param name="Code">The bytes; they hold no address, so they run anywhere.</param>
/// <param name="Recoveries">Where it may fault, and where it goes on then.</param>
internal sealed record RecoverableCode(byte[] Code, Recovery[] Recoveries)
{
    /// <summary>How far apart the entries are that <see cref="FewWords"/> tells of.</summary>
    public const int FewWordsStride = 64;

    /// <summary>The most words that have an entry of their own.</summary>
    public const int MostFewWords = 4;

    /// <summary>
    /// Where the entry would be for no words of 8 bytes, before those for one and more, which are called as the code itself is and do not ask how
    /// many there are; null where there are none.
    /// </summary>
    public int? FewWords { get; init; }
}

/// <summary>A fault of an instruction from <paramref name="Start"/> up to <paramref name="End"/> (not included) goes on at <paramref name="Target"/>.</summary>
internal readonly record struct Recovery(int Start, int End, int Target);
