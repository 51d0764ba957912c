using System.Runtime.InteropServices;

namespace Binder.Boundary;

/// <summary>Some bytes of a value in memory that not all bits are: of a bool, a capability, a tag, or a type that has a rule of its own.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Bytes">How many there are.</param>
internal abstract record ContentRule(int Offset, int Bytes)
{
    /// <summary>The tag that says whether these bytes count, and what it then holds; null where they always do.</summary>
    public (ContentRule Tag, ulong Value)? OnlyIf { get; init; }

    public bool Allows(ReadOnlySpan<byte> value) => !Counts(value) || Holds(value.Slice(Offset, Bytes));

    protected abstract bool Holds(ReadOnlySpan<byte> bytes);

    private static ulong Number(ReadOnlySpan<byte> bytes)
    {
        ulong number = 0;
        bytes.CopyTo(MemoryMarshal.AsBytes(new Span<ulong>(ref number)));
        return number;
    }

    private bool Counts(ReadOnlySpan<byte> value) => OnlyIf is not { } condition
        || (condition.Tag.Counts(value) && Number(value.Slice(condition.Tag.Offset, condition.Tag.Bytes)) == condition.Value);

    /// <summary>A bool, which is 0 or 1.</summary>
    public sealed record Boolean(int Offset) : ContentRule(Offset, sizeof(bool))
    {
        protected override bool Holds(ReadOnlySpan<byte> bytes) => bytes[0] <= 1;
    }

    /// <summary>A capability, which is not 0.</summary>
    public sealed record Capability(int Offset, int Bytes) : ContentRule(Offset, Bytes)
    {
        protected override bool Holds(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyExcept((byte)0);
    }

    /// <summary>A tag, of which there are some.</summary>
    public sealed record Tag(int Offset, int Bytes, ulong[] Known) : ContentRule(Offset, Bytes)
    {
        protected override bool Holds(ReadOnlySpan<byte> bytes) => Array.IndexOf(Known, Number(bytes)) >= 0;
    }

    /// <summary>A value that its type is asked about.</summary>
    public sealed record Validated(int Offset, int Bytes, Type Type, ContentQuestion IsValid) : ContentRule(Offset, Bytes)
    {
        protected override bool Holds(ReadOnlySpan<byte> bytes) => IsValid(bytes);
    }
}

/// <summary>Whether bytes are a legal value of a type.</summary>
internal delegate bool ContentQuestion(ReadOnlySpan<byte> value);
