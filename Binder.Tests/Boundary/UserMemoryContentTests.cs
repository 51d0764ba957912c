using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Binder.Tests.Children;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;
using Colour = Binder.Tests.Emit.Codecs.Colour;

namespace Binder.Tests.Boundary;

/// <summary>What a handler reads and writes by itself, through claims: values, and nothing that only looks like some.</summary>
[TestClass]
public sealed class UserMemoryContentTests
{
    private const nuint Address = 0x1000;
    private readonly byte[] _block = new byte[64 * 1024];
    private readonly UserMemory _memory;

    public UserMemoryContentTests() => _memory = UserMemory.Over(_block, Address);

    [TestMethod]
    public void Bits_that_are_no_value_are_read_by_no_form()
    {
        Reads(true, static bytes => bytes[0] = 2);
        Reads((7L, true), static bytes => bytes[8] = 0xFF);
        Reads(Colour.Green, static bytes => bytes[0]++);
        Reads(new Gate { Which = Small.One, Flag = true }, static bytes => bytes.AsSpan().Clear());
        Reads(Unsafe.BitCast<uint, Ticket>(5), static bytes => bytes.AsSpan().Clear());
        Reads(new Tally(4), static bytes => bytes[0] = 5);
        Reads(new Wrapped<(byte, Tally)>((1, new(4))), static bytes => bytes[4] = 5);
    }

    [TestMethod]
    public void Any_bits_of_a_type_without_rules_are_read()
    {
        _block.AsSpan().Fill(0xFF);
        Assert.IsTrue(_memory.TryRead(new UserPointer<DayOfWeek>(Address), out DayOfWeek day));
        Assert.AreEqual((DayOfWeek)(-1), day);
        Assert.IsTrue(_memory.TryRead(new UserPointer<(long, byte)>(Address), out (long, byte) pair));
        Assert.AreEqual((-1L, (byte)0xFF), pair);
        byte[] bytes = new byte[3];
        Assert.IsTrue(_memory.TryRead(Address, bytes));
        CollectionAssert.AreEqual(new byte[] { 0xFF, 0xFF, 0xFF }, bytes);
    }

    [TestMethod]
    public void Half_of_what_cannot_be_read_is_no_value_either()
    {
        bool[] flags = [true, true];
        Assert.IsFalse(new HalfMemory().TryRead(new UserSlice<bool>(8, 2), flags));
        CollectionAssert.AreEqual(new bool[2], flags);
    }

    [TestMethod]
    public void Bytes_between_the_fields_are_written_as_0()
    {
        Padded value = new(1, 2, new(3, 4), 5);
        MemoryMarshal.AsBytes(new Span<Padded>(ref value))[1..8].Fill(0xAB);
        MemoryMarshal.AsBytes(new Span<Padded>(ref value))[25..].Fill(0xAB);
        byte[] expected = new byte[Unsafe.SizeOf<Padded>()];
        (expected[0], expected[8], expected[16], expected[20], expected[24]) = (1, 2, 3, 4, 5);
        _block.AsSpan().Fill(0xEE);
        Assert.IsTrue(_memory.TryWrite(new UserPointer<Padded>(Address), value));
        CollectionAssert.AreEqual(expected, _block[..expected.Length]);
        Assert.AreEqual(0xEE, _block[expected.Length]);
        Assert.AreEqual(0xAB, MemoryMarshal.AsBytes(new Span<Padded>(ref value))[1], "The value is the handler's, and stays as it is.");

        // More than are copied at once.
        Padded[] values = new Padded[1000];
        values.AsSpan().Fill(value);
        foreach (int count in (int[])[1, 31, 32, 33, 64, 1000])
        {
            _block.AsSpan().Fill(0xEE);
            Assert.IsTrue(_memory.TryWrite(new UserSlice<Padded>(Address, 1000), values.AsSpan(0, count)));
            for (int i = 0; i < count; i++)
            {
                Assert.IsTrue(_block.AsSpan(i * expected.Length, expected.Length).SequenceEqual(expected), $"{i} of {count}");
            }

            Assert.AreEqual(0xEE, _block[count * expected.Length]);
        }

        Assert.IsFalse(_memory.TryWrite(new UserSlice<Padded>(Address + (nuint)_block.Length - 64, 1000), values));
        Assert.IsFalse(_memory.TryWrite(new UserPointer<Padded>(nuint.MaxValue - 3), value));
    }

    [TestMethod]
    public void Values_longer_than_what_is_copied_at_once_are_written_whole()
    {
        Forty<Padded> value = default;
        MemoryMarshal.AsBytes(new Span<Forty<Padded>>(ref value)).Fill(0xAB);
        Assert.IsTrue(_memory.TryWrite<Forty<Padded>>(new UserSlice<Forty<Padded>>(Address, 2), [value, value]));
        byte[] first = _block[..32];
        CollectionAssert.AreEqual(new byte[7], first[1..8]);
        Assert.AreEqual(0xAB, first[8]);
        for (int i = 0; i < 80; i++)
        {
            Assert.IsTrue(_block.AsSpan(32 * i, 32).SequenceEqual(first), $"{i}");
        }
    }

    [TestMethod]
    public void Types_that_no_contract_could_have_are_their_bytes()
    {
        _block[0] = 7;
        Assert.IsTrue(_memory.TryRead(new UserPointer<NoTag>(Address), out NoTag union));
        Assert.AreEqual(7, union.Number);
        Assert.IsTrue(_memory.TryRead(new UserPointer<TwoNumbers>(Address), out TwoNumbers numbers));
        Assert.AreEqual(7, numbers.First);
        Assert.IsTrue(_memory.TryRead(new UserPointer<Nothing>(Address), out _));
        Assert.IsTrue(_memory.TryRead(new UserPointer<decimal>(Address), out _));
        Assert.IsTrue(_memory.TryRead(new UserPointer<System.Numerics.Vector<byte>>(Address), out System.Numerics.Vector<byte> vector));
        Assert.AreEqual(7, vector[0]);
        Assert.IsTrue(_memory.TryWrite(new UserPointer<System.Numerics.Vector<byte>>(Address + 64), vector));
        Assert.AreEqual(7, _block[64]);
    }

    [TestMethod]
    public void Reading_and_writing_allocate_nothing()
    {
        Padded[] values = new Padded[100];
        Tally[] tallies = new Tally[100];
        Move();
        Move();
        Assert.AreEqual(0, AllocatedBy(Move));

        void Move()
        {
            Assert.IsTrue(_memory.TryRead(new UserPointer<Tally>(Address), out _));
            Assert.IsTrue(_memory.TryRead(new UserSlice<Tally>(Address, 100), tallies));
            Assert.IsTrue(_memory.TryWrite(new UserPointer<Padded>(Address), values[0]));
            Assert.IsTrue(_memory.TryWrite<Padded>(new UserSlice<Padded>(Address, 100), values));
        }

        static long AllocatedBy(Action action)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [TestMethod]
    public void Memory_is_read_as_values_before_anything_else_of_Binder_is_used()
    {
        Assert.AreEqual("False False True True 5 0 1 1 1", Child.Run(nameof(MemoryFirst)).MustSucceed().Output.TrimEnd());
    }

    private void Reads<T>(T good, Action<byte[]> spoil)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        foreach (CallerSpace space in CallerSpace.All())
        {
            (UserMemory memory, nuint address) = (space.Memory, space.Writable);
            byte[] bytes = MemoryMarshal.AsBytes(new Span<T>(ref good)).ToArray();
            bytes.CopyTo(space.Bytes);
            bytes.CopyTo(space.Bytes[size..]);
            UserSlice<T> slice = new(address, 2);
            T[] both = new T[2];
            Assert.IsTrue(memory.TryRead(new UserPointer<T>(address), out T value), $"{typeof(T)}");
            Assert.AreEqual(good, value);
            Assert.IsTrue(memory.TryRead(slice, both));
            Assert.IsTrue(memory.TrySnapshot(slice.AsReadOnly(), 2, out T[]? copy));
            CollectionAssert.AreEqual(both, copy);

            spoil(bytes);
            bytes.CopyTo(space.Bytes[size..]);
            Assert.IsFalse(memory.TryRead(new UserPointer<T>(address + (nuint)size), out value), $"{typeof(T)}");
            Assert.IsTrue(IsZero(value));
            Assert.IsFalse(memory.TryRead(new ReadOnlyUserPointer<T>(address + (nuint)size), out value));
            Assert.IsFalse(memory.TryRead(slice, both));
            Assert.IsTrue(IsZero(both[0]) && IsZero(both[1]), "Nothing is left of it.");
            Assert.IsFalse(memory.TryRead(slice.AsReadOnly(), both));
            Assert.IsTrue(memory.TryRead(slice, both.AsSpan(0, 1)), "The first is good.");
            Assert.IsFalse(memory.TrySnapshot(slice.AsReadOnly(), 2, out copy));
            Assert.IsNull(copy);
        }
    }

    private static bool IsZero<T>(T value)
        where T : unmanaged => !MemoryMarshal.AsBytes(new Span<T>(ref value)).ContainsAnyExcept((byte)0);

    [SyscallUnion]
    private struct NoTag
    {
#pragma warning disable CS0649 // Only memory gives it a value.
        [Variant(1)] public byte Number;
#pragma warning restore CS0649
    }

    [Capability]
    private record struct TwoNumbers(byte First, byte Second);

    private struct Nothing;

    /// <summary>Reads one byte, which is no bool, and then no more.</summary>
    private sealed class HalfMemory : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination)
        {
            destination[0] = 9;
            return false;
        }

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => false;
    }
}
