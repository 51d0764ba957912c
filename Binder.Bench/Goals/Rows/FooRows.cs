using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>The packed encoding of a record that has everything: there and back, the spill area read as a kernel must.</summary>
internal static class FooRows
{
    private const int Many = 20_000;

    public static IEnumerable<GoalRow> All =>
    [
        new CallRow("Foo encode + decode, rotation, spill by fault-safe copy", 0.65, "by hand, unchecked", () => new(
            FooLoops.Binder(FooValues.Rotation), ByHand(FooValues.Rotation))),
        new CallRow("Foo encode + decode, rotation, spill from an arena", 0.55, "by hand, unchecked", () => Arena(FooValues.Rotation)),
        new CallRow("Foo encode + decode, random order", 0.9, "by hand, unchecked", () =>
        {
            Foo[] values = FooValues.InRandomOrder(Many);
            return new(FooLoops.Binder(values), ByHand(values));
        }),
        new CallRow("Foo encode + decode, rotation", 1, "MemoryPack, classes with unions, reused writer", () => new(
            FooLoops.Binder(FooValues.Rotation), FooLoops.MemoryPack(Array.ConvertAll(FooValues.Rotation, FooMessage.From)))),
        new CallRow("Foo encode + decode, rotation", null, "MemoryPack, raw copy of the struct, unchecked", () => new(
            FooLoops.Binder(FooValues.Rotation), FooLoops.MemoryPack(FooValues.Rotation))),
        new RecordUnionRow(),
    ];

    private static PairedLoops Arena(Foo[] values)
    {
        ArenaMemory arena = new(4096);
        return new(FooLoops.Binder(values, arena), ByHand(values), owned: arena);
    }

    private static Loop ByHand(Foo[] values) => FooLoops.ByHand(Array.ConvertAll(values, FooValues.ToPlain));
}
