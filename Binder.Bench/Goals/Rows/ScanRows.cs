using Binder.Bench.Children;

namespace Binder.Bench.Goals.Rows;

/// <summary>Finding contracts at startup.</summary>
internal static class ScanRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new FreshProcessRow("scan of 10,000 types", 0.3, "GetTypes() and IsDefined", ChildTask.Scan, ChildTask.ScanByTypes, () => [ScannedAssembly.Write()]),
    ];
}
