namespace Binder.Bench.Contracts;

/// <summary>The union of <see cref="RecordFoo"/> as records.</summary>
[SyscallUnion]
internal abstract record RecordFooOptions
{
    private RecordFooOptions()
    {
    }

    [Variant(FooVariant.A)]
    internal sealed record A : RecordFooOptions;

    [Variant(FooVariant.B)]
    internal sealed record B(uint Count, bool Flag) : RecordFooOptions;

    [Variant(FooVariant.C)]
    internal sealed record C(uint Wide, ushort Narrow) : RecordFooOptions;
}
