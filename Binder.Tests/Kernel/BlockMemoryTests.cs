namespace Binder.Tests.Kernel;

[TestClass]
public sealed class BlockMemoryTests
{
    private static readonly byte[] s_block = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    [TestMethod]
    [DataRow(0x1000ul, 16, true)]
    [DataRow(0x100Ful, 1, true)]
    [DataRow(0x1010ul, 0, true)]
    [DataRow(0x0ul, 0, true)]
    [DataRow(ulong.MaxValue, 0, true)]
    [DataRow(0x1010ul, 1, false)]
    [DataRow(0x1001ul, 16, false)]
    [DataRow(0xFFFul, 1, false)]
    [DataRow(0xFFFul, 16, false)]
    [DataRow(0ul, 16, false)]
    [DataRow(ulong.MaxValue, 2, false)]
    [DataRow(0x1_0000_1000ul, 1, false)]
    public void Only_ranges_within_the_block_can_be_read_and_written(ulong address, int length, bool possible)
    {
        UserMemory memory = UserMemory.Over(s_block.ToArray(), 0x1000);
        byte[] read = new byte[length];
        Assert.AreEqual(possible, memory.TryRead((nuint)address, read));
        if (possible && length > 0)
        {
            CollectionAssert.AreEqual(s_block.AsSpan((int)(address - 0x1000), length).ToArray(), read);
        }

        Assert.AreEqual(possible, memory.TryWrite((nuint)address, read));
    }

    [TestMethod]
    public void Writes_reach_the_block_itself()
    {
        byte[] block = new byte[8];
        Assert.IsTrue(UserMemory.Over(block.AsMemory(2, 4), 0x10).TryWrite(new UserPointer<ushort>(0x12), (ushort)0x0201));
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0, 0, 1, 2, 0, 0 }, block);
    }

    [TestMethod]
    public void Block_may_lie_at_either_end_of_the_address_space()
    {
        UserMemory low = UserMemory.Over(s_block, 0);
        Assert.IsTrue(low.TryRead(0, new byte[16]));
        UserMemory high = UserMemory.Over(s_block, nuint.MaxValue - 16);
        Assert.IsTrue(high.TryRead(nuint.MaxValue - 16, new byte[16]));
        Assert.IsFalse(high.TryRead(nuint.MaxValue - 15, new byte[16]));
        Assert.IsFalse(high.TryRead(0, new byte[1]));
    }

    [TestMethod]
    public void Block_that_would_wrap_around_is_refused() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => UserMemory.Over(s_block, nuint.MaxValue - 15));
}
