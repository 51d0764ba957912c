namespace Binder;

/// <summary>Where one scalar travels, or another thing that lies in one piece: a tag, an array of scalars, the bytes of an own encoding.</summary>
/// <param name="Path">
/// The names that lead to it, joined by dots and from the parameter on, as <c>call.Options.Flag</c>; empty where a codec's value is it. A tag has the path of what it
/// belongs to. Addresses and counts that stand for a span or a string are its <c>Address</c> and <c>Length</c>.
/// </param>
/// <param name="Type">Its type, as C# writes it; an array's as <c>byte[16]</c>.</param>
/// <param name="Bytes">How many bytes it takes.</param>
/// <param name="Place">The registers that it may lie in and, where that is always so, their bits: as <c>r0 bits 48-63, r1 bits 0-15</c>, or <c>r2 to spill</c>.</param>
public sealed record FieldPlacement(string Path, string Type, ByteRange Bytes, string Place)
{
    /// <summary>In register encoding the register that carries it; null in packed encoding.</summary>
    public string? Register { get; init; }

    /// <summary>In packed encoding where in the stream it begins; null in register encoding.</summary>
    public ByteRange? FirstByte { get; init; }

    /// <summary>The case in which it is there, one of the <see cref="Cases"/> of the tag above it; null where it always is.</summary>
    public string? Case { get; init; }

    /// <summary>Of a tag or a closed enum, all values that it can have; empty for everything else.</summary>
    public IReadOnlyList<FieldCase> Cases { get; init; } = [];

    /// <summary>What it is and where, as <c>Options.Flag bool, if B: r1 bits 16-23</c>.</summary>
    public override string ToString() =>
        $"{(Path.Length > 0 ? Path + " " : "")}{Type}{(Case is null ? "" : $", if {Case}")}{(Cases.Count == 0 ? "" : $", one of {string.Join(", ", Cases)}")}: {Place}";
}

/// <summary>One of the values that a tag or a closed enum can have.</summary>
/// <param name="Name">What it means.</param>
/// <param name="Tag">The value, as it travels.</param>
public sealed record FieldCase(string Name, ulong Tag)
{
    /// <summary>As <c>1 Some</c>.</summary>
    public override string ToString() => $"{Tag} {Name}";
}
