using Binder.Bench.Goals.Measuring;

namespace Binder.Bench.Goals.Rows;

/// <summary>No path of a call may allocate. One that does is named.</summary>
internal sealed class AllocationRow() : GoalRow("allocations of a call, every path", "0 B", "none")
{
    private const int Calls = 10_000;

    public override GoalOutcome Measure(int blocks)
    {
        using AllocationPaths paths = new();
        WarmUp.Run([.. paths.All.Select(path => path.Loop)]);
        List<string> allocating = [];
        foreach ((string name, Loop loop) in paths.All)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            loop(Calls);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (bytes > 0)
            {
                allocating.Add($"{name}: {bytes} B in {Calls} calls");
            }
        }

        return allocating.Count == 0
            ? new($"0 B on {paths.All.Count} paths", "", "", Verdict.Met)
            : new(string.Join("; ", allocating), "", "", Verdict.Missed);
    }
}
