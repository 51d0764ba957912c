using Binder.Emit;
using CsCheck;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class NumberSlotsTests
{
    private static readonly Gen<ulong> s_numbers = Gen.OneOf(
        Gen.ULong[0, 400],
        Gen.ULong,
        Gen.ULong[0, 30].Select(number => ulong.MaxValue - number),
        Gen.ULong[0, 63].Select(bit => 1ul << (int)bit),
        Gen.Select(Gen.ULong[0, 100], Gen.ULong[0, 3]).Select((block, number) => (block << 32) + number));

    [TestMethod]
    public void Every_number_has_a_slot_of_its_own_and_every_other_one_is_within_the_slots() =>
        s_numbers.HashSet[1, 400].Sample(
            numbers =>
            {
                ulong[] known = [.. numbers.Order()];
                NumberSlots slots = new(known);
                HashSet<uint> taken = [];
                foreach (ulong number in known)
                {
                    Assert.IsTrue(taken.Add(slots.SlotOf(number)), $"{number:X} shares its slot.");
                    foreach (ulong near in (ulong[])[number, number - 1, number + 1, ~number, number + (1ul << 32), number ^ (1ul << 63)])
                    {
                        Assert.IsLessThan((uint)slots.Count, slots.SlotOf(near));
                    }
                }
            },
            iter: TestLength.Choose(100, 3000));

    [TestMethod]
    [DataRow(5_000, 1ul)]
    [DataRow(5_000, 1_000ul)]
    [DataRow(5_000, 1ul << 32)]
    [DataRow(5_000, 0x0012_3456_789A_BCDEul)]
    [DataRow(100_000, 1_000_003ul)]
    public void Huge_sets_have_a_few_slots_for_each_number(int count, ulong step)
    {
        ulong[] numbers = [.. Enumerable.Range(0, count).Select(i => unchecked((ulong)i * step)).Order()];
        NumberSlots slots = new(numbers);
        Assert.AreEqual(count, numbers.Select(slots.SlotOf).Distinct().Count());
        Assert.IsLessThanOrEqualTo(4 * count, slots.Count);
    }
}
