using Binder.Bench.Children;

namespace Binder.Bench.Goals.Rows;

/// <summary>Making many proxies at startup.</summary>
internal static class BindRows
{
    public static IEnumerable<GoalRow> All =>
    [
        new FreshProcessRow("bind 40 × 10 calls, BindAll", 0.7, "DispatchProxy", ChildTask.Bind, ChildTask.BindDispatchProxy, () => []),
        new FreshProcessRow("bind 40 × 10 calls, BindAll", 0.17, "Castle.Core", ChildTask.Bind, ChildTask.BindCastle, () => []),
    ];
}
