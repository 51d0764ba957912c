using System.Runtime.CompilerServices;

namespace Binder.Tests.Emit.Codecs;

// What types of any shape are composed of at run time.

#pragma warning disable CS0169, CS0649, IDE0044, IDE0051, CA1823, CA1069 // Fields are filled by reflection and read by codecs.

internal enum Wideness : long
{
    Narrow = -3,
    Wide = long.MaxValue,
}

internal enum Small : byte
{
    One = 1,
    Two,
}

[SyscallUnion(TagSize = 1)]
internal enum Colour
{
    Red,
    Green = 7,
    Blue = 200,
}

[SyscallUnion]
internal enum Far : ulong
{
    Near,
    Beyond = ulong.MaxValue,
}

[SyscallUnion(TagSize = 4)]
internal enum Level : short
{
    Low = 1,
    High = 30_000,
}

internal readonly record struct Pair<TFirst, TSecond>(TFirst First, TSecond Second);

/// <summary>Fields that nobody outside can name, and a constructor that nobody may run on decoding.</summary>
internal struct Hidden<TFirst, TSecond>
{
    private readonly TFirst _first;
    private TSecond _second;
    private readonly byte _third;

    public Hidden() => throw new InvalidOperationException("A constructor ran.");
}

internal record struct Wrapped<T>(T Value);

[InlineArray(3)]
internal struct Three<T>
{
    private T _first;
}

[InlineArray(40)]
internal struct Forty<T>
{
    private T _first;
}

[SyscallUnion(TagSize = 1)]
internal struct Either<TLeft, TRight>
{
    [UnionTag] public Small Which;
    [Variant(1)] public TLeft Left;
    [Variant(1), Variant(2)] public byte Common;
    [Variant(2)] public TRight Right;
}

[SyscallUnion(TagSize = 2)]
internal struct Numbered<T>
{
    [Variant(300)] public T Value;
    [UnionTag] public uint Tag;
    [Variant(5)] public bool Flag;
}

[SyscallUnion(TagSize = 4)]
internal abstract record Tree<TFirst, TSecond>
{
    internal sealed record Leaf : Tree<TFirst, TSecond>;

    internal sealed record One(TFirst First) : Tree<TFirst, TSecond>;

    internal sealed record Two(TFirst First, TSecond Second) : Tree<TFirst, TSecond>;
}

[SyscallUnion]
internal abstract record Holder<T>(T Always)
{
    [Variant(0x8000_0000_0000_0001)]
    private sealed record Late(T Always, T More) : Holder<T>(Always);

    [Variant(3)]
    internal sealed record Early(T Always) : Holder<T>(Always);
}
