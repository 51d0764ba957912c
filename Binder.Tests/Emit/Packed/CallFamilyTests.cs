using Binder.Tests.Emit.Codecs;
using CsCheck;

namespace Binder.Tests.Emit.Packed;

/// <summary>Properties of whole calls over the family of types that codecs are tried with.</summary>
[TestClass]
public sealed class CallFamilyTests
{
    private const int FamilySeed = 20;

    [TestMethod]
    public void Values_of_any_type_come_back_in_every_shape_over_every_way() =>
        Each((each, seed) => each.RoundTrips(seed), isAuto: true, TestLength.Choose(3, 30));

    [TestMethod]
    public void Frames_that_callers_make_up_are_answered_as_the_design_says_and_nothing_else_happens() =>
        Each((each, seed) => each.KernelWithstands(seed), isAuto: false, TestLength.Choose(12, 200));

    [TestMethod]
    public void Whatever_a_kernel_answers_is_a_value_an_error_or_InvalidData() =>
        Each((each, seed) => each.ProxyWithstands(seed), isAuto: false, TestLength.Choose(12, 200));

    private static bool HoldsClaim(Type type) => type.ToString() is var name
        && (name.Contains(nameof(UserPointer<>), StringComparison.Ordinal) || name.Contains("UserSlice", StringComparison.Ordinal));

    private static void Each(Action<CallCase, int> holds, bool isAuto, int rounds)
    {
        using SpillPages pages = new(32 * 1024);

        // A handler that implements its contract takes no claims; NestedClaimTests have them.
        IReadOnlyList<Type> types = [.. RandomValues.Types(300, FamilySeed).Where(type => !HoldsClaim(type))];
        Assert.IsGreaterThan(200, types.Count);
        int step = TestLength.Choose(4, 1);
        Random random = new(7);
        HashSet<(int, int)> used = [];
        for (int i = random.Next(step); i < types.Count; i += step)
        {
            AbiShape packed = PackedShapes.All[i / step * 5 % PackedShapes.All.Length];
            used.Add((packed.RegisterBits, packed.ArgumentRegisters.Count));
            AbiShape shape = PackedShapes.Varied(packed, random);
            using CallCase each = CallCase.Of(types[i], isAuto && random.Next(3) == 0 ? shape with { Encoding = AbiEncoding.Auto } : shape, pages);
            Gen.Int.Sample(seed => holds(each, seed), iter: rounds, threads: 1);
        }

        Assert.IsGreaterThanOrEqualTo(TestLength.Choose(40, 42), used.Count, "Every width and count of registers is tried.");
    }
}
