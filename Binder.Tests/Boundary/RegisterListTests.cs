using System.Collections;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class RegisterListTests
{
    [TestMethod]
    public void List_is_written_as_a_collection_expression_and_read_as_a_list()
    {
        RegisterList list = [7, 6, 2];
        Assert.AreEqual(3, list.Count);
        Assert.AreEqual(6, list[1]);
        CollectionAssert.AreEqual(new[] { 7, 6, 2 }, list.ToArray());
        CollectionAssert.AreEqual(new[] { 7, 6, 2 }, ((IEnumerable)list).Cast<int>().ToArray());
        Assert.AreEqual("[7, 6, 2]", list.ToString());
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => list[3]);
        Assert.ThrowsExactly<IndexOutOfRangeException>(() => list[-1]);
    }

    [TestMethod]
    public void Default_is_empty()
    {
        RegisterList list = default;
        Assert.AreEqual(0, list.Count);
        Assert.AreEqual(RegisterList.Create([]), list);
        Assert.AreEqual(RegisterList.Range(5, 0).GetHashCode(), list.GetHashCode());
        Assert.AreEqual("[]", list.ToString());
        Assert.IsEmpty(list);
    }

    [TestMethod]
    public void Lists_are_equal_by_content_and_order()
    {
        RegisterList list = RegisterList.Range(3, 4);
        RegisterList same = [3, 4, 5, 6];
        Assert.AreEqual(list, same);
        Assert.IsTrue(list == same);
        Assert.AreEqual(list.GetHashCode(), same.GetHashCode());
        foreach (RegisterList different in (RegisterList[])[[3, 4, 5], [3, 4, 6, 5], [3, 4, 5, 7], [3, 4, 5, 6, 7], []])
        {
            Assert.AreNotEqual(list, different);
            Assert.IsTrue(list != different);
        }

        Assert.IsFalse(list.Equals("[3, 4, 5, 6]"));
    }

    [TestMethod]
    public void List_does_not_change_with_the_array_that_it_was_made_of()
    {
        int[] registers = [1, 2];
        RegisterList list = RegisterList.Create(registers);
        registers[0] = 9;
        Assert.AreEqual(1, list[0]);
    }

    [TestMethod]
    public void Range_refuses_counts_and_numbers_that_are_none()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => RegisterList.Range(0, -1));
        Assert.ThrowsExactly<OverflowException>(() => RegisterList.Range(int.MaxValue, 2));
    }
}
