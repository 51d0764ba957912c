namespace Binder.Bench.Contracts;

/// <summary>The union of <see cref="Foo"/> as a struct.</summary>
[SyscallUnion]
public readonly record struct FooOptions(
    [UnionTag] FooVariant Tag,
    [Variant(FooVariant.B)] uint Count,
    [Variant(FooVariant.B)] bool Flag,
    [Variant(FooVariant.C)] uint Wide,
    [Variant(FooVariant.C)] ushort Narrow);
