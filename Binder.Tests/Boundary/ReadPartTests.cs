using Binder.Tests.Native;

namespace Binder.Tests.Boundary;

/// <summary>Reading as much as there is.</summary>
[TestClass]
public sealed class ReadPartTests
{
    private static readonly int[] s_lengths = [1, 2, 7, 8, 9, 16, 31, 64, 100, 300, 5000];

    [TestMethod]
    public void Exactly_the_bytes_before_the_end_of_a_mapping_are_read()
    {
        NativeMachine.Required();
        foreach (int protection in new[] { NativeMachine.None, NativeMachine.ReadWrite })
        {
            using Edge edge = new(3, protection);
            Fill(edge);
            Reads(UserMemory.CurrentProcess, edge);

            // A memory that a user derives answers for whole ranges only.
            Reads(new WholeRanges(), edge);
        }
    }

    [TestMethod]
    public void Exactly_the_bytes_of_a_block_are_read()
    {
        byte[] block = [.. Enumerable.Range(0, 200).Select(static i => (byte)i)];
        UserMemory memory = UserMemory.Over(block, 0x1000);
        for (int from = 0; from <= 200; from++)
        {
            foreach (int length in s_lengths)
            {
                byte[] destination = new byte[length];
                int expected = Math.Min(length, 200 - from);
                Assert.AreEqual(expected, ReadPart(memory, (nuint)(0x1000 + from), destination), $"{length} from {from}");
                Assert.AreSequenceEqual(block[from..(from + expected)], destination[..expected]);
            }
        }

        Assert.AreEqual(0, ReadPart(memory, 0xFFF, new byte[100]), "it begins before the block");
    }

    [TestMethod]
    public void Nothing_is_read_where_nothing_is()
    {
        NativeMachine.Required();
        foreach (UserMemory memory in new[] { UserMemory.CurrentProcess, new WholeRanges(), UserMemory.Over(new byte[8], 1 << 20) })
        {
            foreach (nuint address in (nuint[])[0, 1, unchecked((nuint)0x8000_0000_0000_0000), nuint.MaxValue - 5, nuint.MaxValue])
            {
                Assert.AreEqual(0, ReadPart(memory, address, new byte[50]), $"{address:x}");
                Assert.AreEqual(0, ReadPart(memory, address, []), $"{address:x}");
            }
        }
    }

    private static void Reads(UserMemory memory, Edge edge)
    {
        foreach ((int length, int good) in edge.Straddling(s_lengths))
        {
            byte[] destination = new byte[length];
            Assert.AreEqual(good, ReadPart(memory, edge.End - (nuint)good, destination), $"{length} with {good}");
            Assert.IsTrue(destination.AsSpan(0, good).SequenceEqual(NativeMachine.Bytes(edge.End - (nuint)good, good)), $"{length} with {good}");
        }

        Assert.AreEqual(5000, ReadPart(memory, edge.End - 5000, new byte[5000]));
    }

    private static unsafe int ReadPart(UserMemory memory, nuint address, byte[] destination)
    {
        fixed (byte* room = destination)
        {
            return memory.ReadPart(address, room, destination.Length);
        }
    }

    private static void Fill(Edge edge)
    {
        Span<byte> all = NativeMachine.Bytes(edge.Start, (int)(edge.End - edge.Start));
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = (byte)(i * 7);
        }
    }

    private sealed class WholeRanges : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination) => CurrentProcess.TryRead(address, destination);

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => CurrentProcess.TryWrite(address, source);
    }
}
