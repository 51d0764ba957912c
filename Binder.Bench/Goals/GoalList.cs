using Binder.Bench.Goals.Rows;

namespace Binder.Bench.Goals;

/// <summary>All goals, in the order of the table.</summary>
internal static class GoalList
{
    public static IReadOnlyList<GoalRow> All { get; } =
    [
        .. EchoRows.All,
        .. ParentIdRows.All,
        .. RoundTripRows.All,
        .. DispatchRows.All,
        .. FooRows.All,
        .. BindRows.All,
        .. ScanRows.All,
        new StartUpRow(),
        new AllocationRow(),
        .. NotBuiltRows.All,
    ];
}
