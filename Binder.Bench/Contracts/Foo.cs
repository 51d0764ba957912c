namespace Binder.Bench.Contracts;

/// <summary>The record Foo of the packed vectors: every kind of thing that packing is for.</summary>
public readonly record struct Foo(
    ushort X, FooOptions Options1, ulong Y, Option<ulong> A, ulong B, ValueTuple U, Unit Unit, Result<ulong, bool> C, FooOptions Options);
