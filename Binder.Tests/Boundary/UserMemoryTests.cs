using System.Runtime.InteropServices;

namespace Binder.Tests.Boundary;

[TestClass]
public sealed class UserMemoryTests
{
    private const nuint Address = 0x1000;
    private readonly byte[] _block = [.. Enumerable.Range(0, 64).Select(i => (byte)(i + 1))];
    private readonly UserMemory _memory;

    public UserMemoryTests() => _memory = UserMemory.Over(_block, Address);

    [TestMethod]
    public void Values_are_read_and_written_where_they_lie()
    {
        Assert.IsTrue(_memory.TryRead(new UserPointer<int>(Address + 3), out int value));
        Assert.AreEqual(0x07060504, value);
        Assert.IsTrue(_memory.TryRead(new ReadOnlyUserPointer<long>(Address + 56), out long last));
        Assert.AreEqual(0x403F3E3D3C3B3A39, last);
        Assert.IsTrue(_memory.TryWrite(new UserPointer<short>(Address + 62), (short)-2));
        Assert.AreEqual(0xFE, _block[62]);
        Assert.AreEqual(0xFF, _block[63]);
    }

    [TestMethod]
    [DataRow(0ul)]
    [DataRow(0xFFFul)]
    [DataRow(0x103Dul)]
    [DataRow(0x1040ul)]
    [DataRow(ulong.MaxValue)]
    [DataRow(ulong.MaxValue - 3)]
    public void Value_that_does_not_lie_in_the_memory_is_not_read_and_gives_default(ulong address)
    {
        Assert.IsFalse(_memory.TryRead(new UserPointer<int>((nuint)address), out int value));
        Assert.AreEqual(0, value);
        Assert.IsFalse(_memory.TryRead(new ReadOnlyUserPointer<int>((nuint)address), out value));
        Assert.AreEqual(0, value);
        byte[] before = [.. _block];
        Assert.IsFalse(_memory.TryWrite(new UserPointer<int>((nuint)address), 5));
        CollectionAssert.AreEqual(before, _block);
    }

    [TestMethod]
    public void Value_half_read_is_default()
    {
        HalfMemory memory = new();
        Assert.IsFalse(memory.TryRead(new UserPointer<long>(8), out long value));
        Assert.AreEqual(0, value);
    }

    [TestMethod]
    public void Slices_move_as_many_elements_as_the_span_has()
    {
        short[] elements = new short[3];
        Assert.IsTrue(_memory.TryRead(new UserSlice<short>(Address, 3), elements));
        CollectionAssert.AreEqual(new short[] { 0x0201, 0x0403, 0x0605 }, elements);
        Assert.IsTrue(_memory.TryRead(new ReadOnlyUserSlice<short>(Address + 1, 32), elements.AsSpan(0, 1)));
        Assert.AreEqual(0x0302, elements[0]);
        Assert.IsTrue(_memory.TryWrite<short>(new UserSlice<short>(Address, 32), [-1, -1]));
        CollectionAssert.AreEqual(new byte[] { 255, 255, 255, 255, 5 }, _block[..5]);
    }

    [TestMethod]
    [DataRow(0x1000ul, 2ul)]
    [DataRow(0x1000ul, 0ul)]
    [DataRow(0x103Cul, 3ul)]
    [DataRow(ulong.MaxValue - 3, 3ul)]
    [DataRow(0x1000ul, 1ul << 62)]
    [DataRow(0x1000ul, (1ul << 62) + 3)]
    [DataRow(0x1000ul, (1ul << 63) + 3)]
    [DataRow(0x1000ul, ulong.MaxValue)]
    [DataRow(0xFFFF_FFFF_FFFF_F000ul, 0x1000ul)]
    public void Slice_that_is_too_short_or_wraps_around_moves_nothing(ulong address, ulong length)
    {
        int[] three = new int[3];
        byte[] before = [.. _block];
        UserSlice<int> slice = new((nuint)address, (nuint)length);
        Assert.IsFalse(_memory.TryRead(slice, three));
        Assert.IsFalse(_memory.TryRead(slice.AsReadOnly(), three));
        Assert.IsFalse(_memory.TryWrite(slice, three));
        CollectionAssert.AreEqual(before, _block);
    }

    [TestMethod]
    [DataRow(0ul, 0ul)]
    [DataRow(ulong.MaxValue, ulong.MaxValue)]
    [DataRow(0x1040ul, 1ul << 62)]
    public void No_elements_move_at_any_address(ulong address, ulong length)
    {
        UserSlice<int> slice = new((nuint)address, (nuint)length);
        Assert.IsTrue(_memory.TryRead(slice, []));
        Assert.IsTrue(_memory.TryRead(slice.AsReadOnly(), []));
        Assert.IsTrue(_memory.TryWrite(slice, []));
    }

    [TestMethod]
    public void Snapshot_is_a_copy_of_the_whole_slice()
    {
        Assert.IsTrue(_memory.TrySnapshot(new ReadOnlyUserSlice<ushort>(Address, 2), 2, out ushort[]? copy));
        CollectionAssert.AreEqual(new ushort[] { 0x0201, 0x0403 }, copy);
        _block[0] = 99;
        Assert.AreEqual(0x0201, copy[0]);
        Assert.IsTrue(_memory.TrySnapshot(new ReadOnlyUserSlice<ushort>(nuint.MaxValue, 0), 0, out copy));
        Assert.IsEmpty(copy);
    }

    [TestMethod]
    [DataRow(0x1000ul, 3ul)]
    [DataRow(0x103Ful, 1ul)]
    [DataRow(0ul, 1ul)]
    [DataRow(0x1000ul, ulong.MaxValue)]
    [DataRow(0x1000ul, 1ul << 32)]
    public void Snapshot_of_too_much_or_of_a_bad_address_is_none(ulong address, ulong length)
    {
        Assert.IsFalse(_memory.TrySnapshot(new ReadOnlyUserSlice<ushort>((nuint)address, (nuint)length), 2, out ushort[]? copy));
        Assert.IsNull(copy);
    }

    [TestMethod]
    public void Strings_are_read_to_their_NUL_within_the_bound()
    {
        "naïve\0"u8.CopyTo(_block.AsSpan(57));
        ReadOnlyUserPointer<byte> pointer = new(Address + 57);
        Assert.IsTrue(_memory.TryReadString(pointer, 6, out string? text));
        Assert.AreEqual("naïve", text);
        Assert.IsTrue(_memory.TryReadString(pointer, int.MaxValue, out text));
        Assert.IsFalse(_memory.TryReadString(pointer, 5, out text));
        Assert.IsNull(text);
        Assert.IsTrue(_memory.TryReadString(new(Address + 63), 0, out text));
        Assert.AreEqual(string.Empty, text);
        Assert.IsFalse(_memory.TryReadString(new(Address + 62), 0, out text));
        _block[63] = (byte)'!';
        Assert.IsFalse(_memory.TryReadString(pointer, 100, out text), "Its NUL is gone.");
        Assert.IsFalse(_memory.TryReadString(new(0), 100, out text));
        _block[63] = 0;
        _block[57] = 0xFF;
        Assert.IsFalse(_memory.TryReadString(pointer, 100, out text), "It is not UTF-8.");
    }

    [TestMethod]
    public void Negative_bounds_are_mistakes_of_the_handler()
    {
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _memory.TryReadString(new(Address), -1, out _));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _memory.TrySnapshot(new ReadOnlyUserSlice<int>(Address, 0), -1, out _));
    }

    [TestMethod]
    public unsafe void Memory_of_this_process_is_read_and_written_in_place()
    {
        Native.NativeMachine.Required();
        long value = 5;
        Assert.IsTrue(UserMemory.CurrentProcess.TryRead(UserPointer.Of(&value), out long read));
        Assert.AreEqual(5, read);
        Assert.IsTrue(UserMemory.CurrentProcess.TryWrite(UserPointer.Of(&value), 6L));
        Assert.AreEqual(6, value);
        Assert.IsFalse(UserMemory.CurrentProcess.TryRead(new UserPointer<long>(8), out read));
    }

    /// <summary>Reads four bytes and then no more.</summary>
    private sealed class HalfMemory : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination)
        {
            destination[..4].Fill(9);
            return false;
        }

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => false;
    }
}
