using Binder.Bench.Contracts;
using Binder.Bench.Goals.Measuring;
using Binder.Bench.Peers;

namespace Binder.Bench.Goals.Rows;

/// <summary>A union of records costs its own objects when it arrives, one for a variant with data and none for one without, and nothing else.</summary>
internal sealed class RecordUnionRow() : GoalRow("allocations of Foo with record unions, encode + decode", "its objects", "none")
{
    private const int Calls = 10_000;

    public override GoalOutcome Measure(int blocks)
    {
        long objectB = BytesOf(() => new RecordFooOptions.B(1, true));
        long objectC = BytesOf(() => new RecordFooOptions.C(1, 1));
        List<string> wrong = [];
        foreach (Foo foo in FooValues.Rotation)
        {
            Loop loop = EncodingLoops.Binder([FooValues.ToRecord(foo)]);
            WarmUp.Run(loop);
            long expected = Of(foo.Options1) + Of(foo.Options);
            long bytes = Bytes(loop, Calls) / Calls;
            if (bytes != expected)
            {
                wrong.Add($"{foo.Options1.Tag}: {bytes} B, {expected} B expected");
            }
        }

        return wrong.Count == 0
            ? new($"0 B, {objectB} B, {objectC} B for each A, B, C", "", "", Verdict.Met)
            : new(string.Join("; ", wrong), "", "", Verdict.Missed);

        long Of(FooOptions options) => options.Tag switch
        {
            FooVariant.B => objectB,
            FooVariant.C => objectC,
            _ => 0,
        };
    }

    private static long BytesOf(Func<object> make)
    {
        object? last = null;
        Loop loop = calls =>
        {
            for (int i = 0; i < calls; i++)
            {
                last = make();
            }
        };
        loop(Calls);
        long bytes = Bytes(loop, Calls) / Calls;
        GC.KeepAlive(last);
        return bytes;
    }

    private static long Bytes(Loop loop, int calls)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        loop(calls);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
