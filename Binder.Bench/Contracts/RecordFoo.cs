namespace Binder.Bench.Contracts;

/// <summary><see cref="Foo"/> with a union of records.</summary>
internal readonly record struct RecordFoo(
    ushort X, RecordFooOptions Options1, ulong Y, Option<ulong> A, ulong B, ValueTuple U, Unit Unit, Result<ulong, bool> C, RecordFooOptions Options);
