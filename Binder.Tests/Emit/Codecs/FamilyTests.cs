using CsCheck;

namespace Binder.Tests.Emit.Codecs;

/// <summary>Properties of codecs over a family of types that are composed at run time.</summary>
[TestClass]
public sealed class FamilyTests
{
    private const int Types = 240;
    private const int FamilySeed = 20;

    private static readonly int[] s_widths = [32, 64, 128];

    /// <summary>Every width with 3 to 16 registers.</summary>
    private static readonly AbiShape[] s_shapes =
        [.. from registers in Enumerable.Range(3, 14) from width in s_widths select AbiShape.Packed(width, registers)];

    [TestMethod]
    public void Values_of_any_type_come_back_as_they_went_in_every_shape_and_both_strategies() =>
        Each((each, seed) => each.RoundTrips(seed), TestLength.Choose(6, 25));

    [TestMethod]
    public void Frames_that_callers_make_up_are_values_or_none_and_nothing_else_happens() =>
        Each((each, seed) => each.Withstands(seed), TestLength.Choose(12, 60));

    private static void Each(Action<FamilyCase, int> holds, int rounds)
    {
        using SpillPages pages = new(16 * 1024);
        IReadOnlyList<Type> types = RandomValues.Types(Types, FamilySeed);
        Assert.IsGreaterThanOrEqualTo(200, types.Distinct().Count());
        HashSet<AbiShape> used = [];
        for (int i = 0; i < types.Count; i++)
        {
            for (int turn = 0; turn < TestLength.Choose(1, 2); turn++)
            {
                AbiShape shape = s_shapes[((i * 5) + (turn * 11)) % s_shapes.Length];
                used.Add(shape);
                FamilyCase each = FamilyCase.Of(types[i], shape, pages);
                Gen.Int.Sample(seed => holds(each, seed), iter: rounds, threads: 1);
            }
        }

        Assert.HasCount(s_shapes.Length, used);
    }
}
