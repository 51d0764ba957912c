namespace Binder.Tests.Architecture;

/// <summary>The checker sees every kind of use. What it looks at are the files of Fixtures/, as the compiler made them.</summary>
[TestClass]
public sealed class RoomReportTests
{
    private static readonly string s_assembly = typeof(RoomReportTests).Assembly.Location;

    private static readonly Lazy<RoomReport> s_whereNothingIsAllowed = new(() => Check(upper: [], lower: []));

    [TestMethod]
    [DataRow("ByBaseType", "Ground", "Lower/Types.cs")]
    [DataRow("ByInterface", "IShape", "Lower/Types.cs")]
    [DataRow("ByField.Kind", "Kind", "Lower/Types.cs")]
    [DataRow("ByArgumentOfField.Callbacks", "Callback", "Lower/Types.cs")]
    [DataRow("ByProperty.Shape", "IShape", "Lower/Types.cs")]
    [DataRow("ByProperty.get_Shape", "IShape", "Lower/Types.cs")]
    [DataRow("ByParameter.Method", "Value", "Lower/Types.cs")]
    [DataRow("ByFunctionPointer.Pointer", "Value", "Lower/Types.cs")]
    [DataRow("ByConstraint", "Ground", "Lower/Types.cs")]
    [DataRow("ByAttributeOfType", "MarkAttribute..ctor", "Lower/Types.cs")]
    [DataRow("ByAttributeOfMethod.Method", "MarkAttribute..ctor", "Lower/Types.cs")]
    [DataRow("ByAttributeOfParameter.Method", "MarkAttribute..ctor", "Lower/Types.cs")]
    [DataRow("ByAttributeOfProperty.get_Property", "MarkAttribute..ctor", "Lower/Types.cs")]
    [DataRow("ByTypeInAttribute", "Ground", "Lower/Types.cs")]
    [DataRow("ByCall.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByCallFarDown.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByLambda.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByIterator.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByAsync.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByMethodGroup.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByFunctionAddress.Method", "Calls.Target", "Lower/Calls.cs")]
    [DataRow("ByFieldAccess.Method", "Ground.Field", "Lower/Types.cs")]
    [DataRow("ByTypeOf.Method", "Kind", "Lower/Types.cs")]
    [DataRow("ByCast.Method", "IShape", "Lower/Types.cs")]
    [DataRow("ByArray.Method", "Value", "Lower/Types.cs")]
    [DataRow("ByNew.Method", "Ground..ctor", "Lower/Types.cs")]
    [DataRow("BySize.Method", "Value", "Lower/Types.cs")]
    [DataRow("ByGenericMethod.Method", "Calls.Generic", "Lower/Calls.cs")]
    [DataRow("ByGenericType.Method", "Box.get_Content", "Lower/Types.cs")]
    [DataRow("ByFrameworkGeneric.Method", "Value", "Lower/Types.cs")]
    [DataRow("ByCatch.Method", "GroundException", "Lower/Types.cs")]
    [DataRow("ByCalli.Method", "Kind", "Lower/Types.cs")]
    public void A_use_that_the_table_lacks_is_reported_with_both_ends(string user, string used, string file)
    {
        IReadOnlyList<string> violations = s_whereNothingIsAllowed.Value.Violations;

        Assert.Contains(line => line.StartsWith($"{user} in Upper (Upper/", StringComparison.Ordinal)
            && line.Contains($" uses {used} in Lower ({file}); Upper may use nothing", StringComparison.Ordinal), violations);
    }

    [TestMethod]
    public void A_use_that_the_table_has_is_not_reported() =>
        Assert.DoesNotContain(line => line.StartsWith("By", StringComparison.Ordinal), Check(upper: ["Lower"], lower: []).Violations);

    [TestMethod]
    public void What_a_used_room_may_use_may_be_used() =>
        Assert.DoesNotContain(line => line.StartsWith("By", StringComparison.Ordinal), Check(upper: ["Astray"], lower: [], astray: ["Lower"]).Violations);

    [TestMethod]
    public void Two_rooms_that_use_each_other_are_reported_even_where_the_table_lets_them()
    {
        RoomReport report = Check(upper: ["Lower"], lower: ["Upper"]);

        Assert.HasCount(1, report.Violations);
        Assert.StartsWith("Lower and Upper use each other: ", report.Violations[0]);
    }

    [TestMethod]
    public void A_table_that_goes_in_a_circle_is_seen() =>
        CollectionAssert.AreEquivalent(new[] { "Upper", "Lower" }, Table(["Lower"], ["Upper"], []).Cyclic().ToArray());

    [TestMethod]
    public void A_folder_that_is_no_room_is_reported() =>
        Assert.Contains(line => line.StartsWith("Astray/Stray.cs lies in a folder that is no room", StringComparison.Ordinal), Check(["Lower"], [], null).Violations);

    [TestMethod]
    public void Files_beside_the_rooms_may_use_all_of_them()
    {
        RoomReport report = s_whereNothingIsAllowed.Value;

        Assert.IsTrue(report.Arrows.ContainsKey((RoomTable.FrontDoor, "Upper")));
        Assert.DoesNotContain(line => line.StartsWith("Door", StringComparison.Ordinal), report.Violations);
    }

    [TestMethod]
    public void Members_of_a_partial_type_count_where_they_stand()
    {
        string[] about = [.. Check(upper: ["Lower"], lower: []).Violations.Where(line => line.Contains("; Lower may use nothing", StringComparison.Ordinal))];

        CollectionAssert.AreEqual(
            new[]
            {
                "UsesUpperPart.Method in Lower (Lower/SpreadUsed.cs) uses Spread.Method in Upper (Upper/SpreadAbove.cs); Lower may use nothing",
                "UsesUpperPart.Property in Lower (Lower/SpreadUsed.cs) uses Spread.get_Named in Upper (Upper/SpreadAbove.cs); Lower may use nothing",
            },
            about);
    }

    [TestMethod]
    public void A_type_spread_over_rooms_without_an_arrow_is_reported() =>
        Assert.Contains("Spread has parts in Lower (Lower/Spread.cs) and in Upper (Upper/SpreadAbove.cs), and neither may use the other", s_whereNothingIsAllowed.Value.Violations);

    [TestMethod]
    public void A_framework_type_of_one_room_is_reported_in_another()
    {
        RoomTable table = new(
            new Dictionary<string, string[]> { ["Upper"] = ["Lower"], ["Lower"] = [], ["Astray"] = [] },
            new Dictionary<string, string> { ["System.Environment"] = "Upper" });

        IReadOnlyList<string> violations = RoomReport.Of(s_assembly, "/Fixtures/", table).Violations;

        Assert.Contains("Calls.Target in Lower (Lower/Calls.cs) uses System.Environment, which is for Upper alone", violations);
        Assert.DoesNotContain(line => line.StartsWith("By", StringComparison.Ordinal), violations);
    }

    private static RoomReport Check(string[] upper, string[] lower) => Check(upper, lower, []);

    private static RoomReport Check(string[] upper, string[] lower, string[]? astray) => RoomReport.Of(s_assembly, "/Fixtures/", Table(upper, lower, astray));

    private static RoomTable Table(string[] upper, string[] lower, string[]? astray)
    {
        Dictionary<string, string[]> rows = new() { ["Upper"] = upper, ["Lower"] = lower };
        if (astray is not null)
        {
            rows.Add("Astray", astray);
        }

        return new RoomTable(rows);
    }
}
