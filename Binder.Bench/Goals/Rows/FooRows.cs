using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>The packed encoding of a record that has everything: there and back, the spill area read as a kernel must.</summary>
internal static class FooRows
{
    private const string ByCopy = "Foo encode + decode, rotation, spill by fault-safe copy";
    private const string ByHandUnchecked = "by hand, unchecked";

    private static readonly FooMessage[] s_messages = Array.ConvertAll(FooValues.Rotation, FooMessage.From);

    public static IEnumerable<GoalRow> All =>
    [
        Copy(0.65, ByHandUnchecked, ByHand(FooValues.Rotation)),
        new CallRow("Foo encode + decode, rotation, spill from an arena", 0.55, ByHandUnchecked, () => Arena(FooValues.Rotation)),
        new CallRow("Foo encode + decode, random order, spill by fault-safe copy", 0.9, ByHandUnchecked, () =>
        {
            Foo[] values = FooValues.In(ValueOrder.Random);
            return new(EncodingLoops.Binder(values), ByHand(values));
        }),
        Copy(1, "MemoryPack, classes with unions, reused writer", EncodingLoops.MemoryPack(s_messages)),
        Copy(null, "MemoryPack, raw copy of the struct, unchecked", EncodingLoops.MemoryPack(FooValues.Rotation)),
        Copy(null, "MessagePack-CSharp, classes with unions, reused writer", EncodingLoops.MessagePack(s_messages)),
        new RecordUnionRow(),
    ];

    private static CallRow Copy(double? goal, string peer, Loop peerLoop) =>
        new(ByCopy, goal, peer, () => new(EncodingLoops.Binder(FooValues.Rotation), peerLoop));

    private static PairedLoops Arena(Foo[] values)
    {
        ArenaMemory arena = new(4096);
        return new(EncodingLoops.Binder(values, arena), ByHand(values), owned: arena);
    }

    private static Loop ByHand(Foo[] values) => EncodingLoops.ByHand(Array.ConvertAll(values, FooValues.ToPlain));
}
