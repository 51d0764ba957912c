using System.Runtime.CompilerServices;

namespace Binder.Tests.Emit.Codecs;

// The types of Vectors/types.md. What holds a FooOpts is generic over it, so that the vectors hold for both forms of that union.

internal readonly record struct FooRet;

internal enum FooOption : ulong
{
    A,
    B,
    C,
}

/// <summary>FooOpts as a struct.</summary>
[SyscallUnion]
internal readonly record struct StructOptions(
    [UnionTag] FooOption Option,
    [Variant(FooOption.B)] uint Number,
    [Variant(FooOption.B)] bool Flag,
    [Variant(FooOption.C)] uint X,
    [Variant(FooOption.C)] ushort Y);

/// <summary>FooOpts as records.</summary>
[SyscallUnion]
internal abstract record RecordOptions
{
    internal sealed record A : RecordOptions;

    internal sealed record B(uint Number, bool Flag) : RecordOptions;

    internal sealed record C(uint X, ushort Y) : RecordOptions;
}

/// <summary>FooOpts as records whose tags are said, in another order.</summary>
[SyscallUnion(TagSize = 8)]
internal abstract record TaggedOptions
{
    [Variant(FooOption.C)]
    internal sealed record C(uint X, ushort Y) : TaggedOptions;

    [Variant(FooOption.A)]
    internal sealed record A : TaggedOptions;

    [Variant(FooOption.B)]
    internal sealed record B(uint Number, bool Flag) : TaggedOptions;
}

internal readonly record struct Foo<TOptions>(
    ushort X, TOptions Opts1, ulong Y, Option<ulong> A, ulong B, ValueTuple U, Unit Unit, Result<ulong, bool> C, TOptions Opts);

internal readonly record struct FooOpts2(ushort Item0, bool Item1);

[SyscallUnion]
internal enum SimpleErr
{
    Sad,
}

internal readonly record struct Quad64(ulong A, ulong B, ulong C, ulong D);

internal readonly record struct Quad32(uint A, uint B, uint C, uint D);

internal readonly record struct Five64(ulong A, ulong B, ulong C, ulong D, ulong E);

internal readonly record struct Mixed(byte A, uint B, bool C, ushort D, long E, sbyte F, ulong G, Option<ushort> H, int I);

internal readonly record struct Inner<TOptions>(ushort P, Option<bool> Q, TOptions R);

internal readonly record struct Nested<TOptions>(
    byte A, Inner<TOptions> Left, FooOpts2 M, Unit U, Inner<TOptions> Right, Result<Quad32, byte> Z);

internal readonly record struct Wide(UInt128 A, Int128 B, byte C);

internal readonly record struct Bar(uint X, uint Y);

internal readonly record struct Baz(bool A);

/// <summary>The types by the names that the vectors have for them.</summary>
internal static class VectorTypes
{
    /// <summary>The forms that FooOpts can have.</summary>
    public static IReadOnlyList<Type> Options { get; } = [typeof(StructOptions), typeof(RecordOptions), typeof(TaggedOptions)];

    public static Type Find(string name, Type options) => name switch
    {
        "u8" => typeof(byte),
        "u16" => typeof(ushort),
        "u32" => typeof(uint),
        "u64" => typeof(ulong),
        "u128" => typeof(UInt128),
        "i8" => typeof(sbyte),
        "i16" => typeof(short),
        "i32" => typeof(int),
        "i64" => typeof(long),
        "i128" => typeof(Int128),
        "usize" => typeof(nuint),
        "isize" => typeof(nint),
        "bool" => typeof(bool),
        "()" => typeof(ValueTuple),
        "Unit" => typeof(Unit),
        "FooRet" => typeof(FooRet),
        "Foo" => typeof(Foo<>).MakeGenericType(options),
        "FooOpts" => options,
        "FooOpts2" => typeof(FooOpts2),
        "SimpleErr" => typeof(SimpleErr),
        "SyscallError<SimpleErr>" => typeof(SyscallError<SimpleErr>),
        "Quad64" => typeof(Quad64),
        "Quad32" => typeof(Quad32),
        "Five64" => typeof(Five64),
        "Mixed" => typeof(Mixed),
        "Nested" => typeof(Nested<>).MakeGenericType(options),
        "Wide" => typeof(Wide),
        "UserPointer<u32>" => typeof(UserPointer<uint>),
        "UserSlice<u32>" => typeof(UserSlice<uint>),
        "Option<u64>" => typeof(Option<ulong>),
        "Option<u8>" => typeof(Option<byte>),
        "Option<FooOpts>" => typeof(Option<>).MakeGenericType(options),
        "Option<Option<u8>>" => typeof(Option<Option<byte>>),
        "Result<u64,bool>" => typeof(Result<ulong, bool>),
        "Result<FooRet,SyscallError<SimpleErr>>" => typeof(Result<FooRet, SyscallError<SimpleErr>>),
        "Bar" => typeof(Bar),
        "Baz" => typeof(Baz),
        _ => throw new ArgumentException($"No type of the tests is called {name} in the vectors.", nameof(name)),
    };
}
