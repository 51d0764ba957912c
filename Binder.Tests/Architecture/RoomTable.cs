namespace Binder.Tests.Architecture;

/// <summary>Which room (folder of Binder/) may use which. Each row names the rooms that it may use directly.</summary>
/// <remarks>
/// A room may also name whatever the rooms of its row are made of, so what counts is the transitive closure of the rows:
/// Linux may use Emit, Emit is made of Plans, Plans of Model, and a Linux file may name a Model type.
/// </remarks>
internal sealed class RoomTable
{
    /// <summary>The room of files that lie beside the folders: SyscallBinder.cs and little else.</summary>
    internal const string FrontDoor = "the front door";

    private readonly IReadOnlyDictionary<string, string[]> _rows;
    private readonly IReadOnlyDictionary<string, string> _exclusive;
    private readonly Dictionary<string, HashSet<string>> _reach;

    /// <param name="rows">Room to rooms used directly; every room has a row. The front door may use all of them.</param>
    /// <param name="exclusive">Full name of a framework type to the one room that may use it.</param>
    internal RoomTable(IReadOnlyDictionary<string, string[]> rows, IReadOnlyDictionary<string, string>? exclusive = null)
    {
        _rows = rows;
        _exclusive = exclusive ?? new Dictionary<string, string>();
        _reach = rows.Keys.ToDictionary(room => room, ReachFrom);
        _reach[FrontDoor] = [.. rows.Keys];
    }

    /// <summary>The table that docs/architecture.md shows to readers.</summary>
    internal static RoomTable OfBinder { get; } = new(
        new Dictionary<string, string[]>
        {
            ["Contracts"] = [],
            ["Native"] = [],
            ["Boundary"] = ["Contracts", "Native"],
            ["Model"] = ["Contracts", "Boundary"],
            ["Plans"] = ["Model", "Boundary"],
            ["Emit"] = ["Plans", "Boundary", "Native"],
            ["Linux"] = ["Emit", "Boundary", "Native"],
            ["Kernel"] = ["Emit", "Boundary", "Native"],
            ["Tracing"] = ["Emit", "Plans", "Boundary"],
        },
        new Dictionary<string, string>
        {
            ["System.Reflection.Emit.OpCodes"] = "Emit",
            ["System.Runtime.InteropServices.DllImportAttribute"] = "Native",
        });

    internal IEnumerable<string> Rooms => _rows.Keys;

    /// <summary>The same table in which nobody may use a room.</summary>
    internal RoomTable Without(string room) =>
        new(_rows.ToDictionary(row => row.Key, row => row.Value.Where(used => used != room).ToArray()), _exclusive);

    internal bool Knows(string room) => _reach.ContainsKey(room);

    /// <summary>True where <paramref name="from"/> may use <paramref name="to"/>, itself included.</summary>
    internal bool MayUse(string from, string to) => from == to || (_reach.TryGetValue(from, out HashSet<string>? rooms) && rooms.Contains(to));

    /// <summary>What a room may use, in words.</summary>
    internal string Describe(string room) =>
        _reach.TryGetValue(room, out HashSet<string>? rooms) && rooms.Count > 0 ? string.Join(", ", rooms.Order(StringComparer.Ordinal)) : "nothing";

    /// <summary>The only room that may use a framework type, or null where all may.</summary>
    internal string? OwnerOf(string frameworkType) => _exclusive.GetValueOrDefault(frameworkType);

    /// <summary>Rooms that could reach themselves by way of others.</summary>
    internal IEnumerable<string> Cyclic() => _rows.Keys.Where(room => _rows[room].Any(next => MayUse(next, room)));

    private HashSet<string> ReachFrom(string room)
    {
        HashSet<string> seen = [];
        Stack<string> open = new(_rows[room]);
        while (open.TryPop(out string? next))
        {
            if (seen.Add(next))
            {
                Array.ForEach(_rows[next], open.Push);
            }
        }

        return seen;
    }
}
