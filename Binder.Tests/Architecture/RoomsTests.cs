using System.Text.RegularExpressions;

namespace Binder.Tests.Architecture;

/// <summary>Binder's folders use each other only as the table of rooms says.</summary>
[TestClass]
public sealed class RoomsTests
{
    private static readonly string s_assembly = Path.Combine(AppContext.BaseDirectory, "Binder.dll");

    private static readonly Lazy<RoomReport> s_built = new(() => RoomReport.Of(s_assembly, "/Binder/", RoomTable.OfBinder));

    [TestMethod]
    public void Rooms_use_only_what_their_row_allows() =>
        Assert.IsEmpty(s_built.Value.Violations, string.Join(Environment.NewLine, s_built.Value.Violations));

    [TestMethod]
    public void Rows_of_the_table_go_one_way() => Assert.IsEmpty(RoomTable.OfBinder.Cyclic());

    /// <summary>The test above would also pass if nothing were read: so arrows that are there are taken away, and missed.</summary>
    [TestMethod]
    [DataRow("Boundary", "Contracts")]
    [DataRow("Linux", "Boundary")]
    public void An_arrow_that_the_table_lacks_is_reported_with_both_ends(string from, string to)
    {
        IReadOnlyList<string> violations = RoomReport.Of(s_assembly, "/Binder/", RoomTable.OfBinder.Without(to)).Violations;

        Assert.Contains(line => Regex.IsMatch(line, $@"^\S+ in {from} \({from}/\S+\) uses \S+ in {to} \({to}/\S+\); {from} may use "), violations);
    }
}
