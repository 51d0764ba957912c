using Binder.Tests.Native;

namespace Binder.Tests.Emit.Codecs;

/// <summary>A spill register and the memory that it points to, as a caller may have them who means no good.</summary>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Register">What the register holds.</param>
/// <param name="Memory">What addresses mean.</param>
/// <param name="Bytes">The bytes that can be read from there on.</param>
internal sealed record SpillScene(string Name, ulong Register, UserMemory Memory, byte[] Bytes)
{
    public static SpillScene Any(Random random, byte[] spilled, SpillPages pages, AbiShape shape)
    {
        int some = random.Next(spilled.Length + 1);
        byte[] part = spilled[..some];
        ulong low = (ulong)random.Next(1, int.MaxValue);
        switch (random.Next(13))
        {
            case 0:
                return new("at address 0", 0, UserMemory.CurrentProcess, []);
            case 1:
                return new("unmapped", (ulong)random.Next(1, NativeMachine.Page), UserMemory.CurrentProcess, []);
            case 2:
                return new("PROT_NONE", pages.End + (ulong)random.Next(NativeMachine.Page), UserMemory.CurrentProcess, []);
            case 3:
                part.CopyTo(pages.Last(some));
                return new("cut off by PROT_NONE", pages.End - (nuint)some, UserMemory.CurrentProcess, part);
            case 4:
                spilled.CopyTo(pages.Last(spilled.Length + 40));
                return new("whole and with more behind it", pages.End - (nuint)(spilled.Length + 40), UserMemory.CurrentProcess, pages.Last(spilled.Length + 40).ToArray());
            case 5:
                return new("in short memory", low, UserMemory.Over(part, (nuint)low), part);
            case 6:
                return InBlock(random, spilled, low);
            case 7 or 8:
                return AtEndOf("arena", pages.Arena, pages.ArenaStart, pages.Length, part, shape);
            case 9:
                return AtEndOf("arena with addresses of its own", pages.GuestArena, SpillPages.GuestStart, pages.Length, part, shape);
            case 10:
                return Beside(random, part, pages, shape);
            case 11:
                return new("in memory that answers for whole ranges only", low, new WholeRanges(part, (nuint)low), part);
            default:
                ulong end = shape.RegisterBits == 32 ? uint.MaxValue - (ulong)some : ulong.MaxValue - (ulong)some;
                return new("at the end of the address space", end, new WholeRanges(part, (nuint)end), part);
        }
    }

    /// <summary>In the middle of a block, with other bytes before and behind it.</summary>
    private static SpillScene InBlock(Random random, byte[] spilled, ulong low)
    {
        byte[] block = new byte[spilled.Length + 60];
        random.NextBytes(block);
        spilled.CopyTo(block.AsSpan(20));
        return new("within a block", low + 20, UserMemory.Over(block, (nuint)low), block[20..]);
    }

    /// <summary>As much as the arena's end leaves, where only a page follows that nobody may touch.</summary>
    private static SpillScene AtEndOf(string name, ArenaMemory arena, nuint start, int length, byte[] part, AbiShape shape)
    {
        nuint address = start + (nuint)(length - part.Length);
        Assert.IsTrue(arena.TryWrite(address, part));
        return new($"cut off by the end of an {name}", Reached(address, shape), arena, IsReached(address, shape) ? part : []);
    }

    /// <summary>Where an arena is not: right before it, right behind it, or in other memory of this process that has the very bytes.</summary>
    private static SpillScene Beside(Random random, byte[] part, SpillPages pages, AbiShape shape)
    {
        part.CopyTo(pages.Last(part.Length));
        nuint address = random.Next(3) switch
        {
            0 => pages.ArenaStart - 1,
            1 => pages.ArenaStart + (nuint)pages.Length,
            _ => pages.End - (nuint)part.Length,
        };
        return new("beside an arena", Reached(address, shape), pages.Arena, []);
    }

    /// <summary>What a register holds of an address; where that is not all of it, nothing is there in an arena.</summary>
    private static ulong Reached(nuint address, AbiShape shape) => shape.RegisterBits == 32 ? (uint)address : address;

    private static bool IsReached(nuint address, AbiShape shape) => Reached(address, shape) == address;

    /// <summary>What a kernel that reads so much at most gets.</summary>
    public byte[] Readable(int most) => Register == 0 ? [] : Bytes[..Math.Min(most, Bytes.Length)];

    /// <summary>Nothing but the spill area was read, and nothing written.</summary>
    public void MustBeRespected(int most, string what)
    {
        if (Memory is WholeRanges watched)
        {
            Assert.IsTrue(watched.Asked.TrueForAll(read => read.Address == (nuint)Register && read.Length <= most), what);
            Assert.IsTrue(most > 0 || watched.Asked.Count == 0, $"{what}: memory was read that the type cannot need");
        }
    }

    /// <summary>As users derive it: it says yes or no of a whole range, and scribbles where it says no.</summary>
    private sealed class WholeRanges(byte[] bytes, nuint start) : UserMemory
    {
        public List<(nuint Address, int Length)> Asked { get; } = [];

        public override bool TryRead(nuint address, Span<byte> destination)
        {
            Asked.Add((address, destination.Length));
            if (address < start || (nuint)destination.Length > (nuint)bytes.Length - nuint.Min(address - start, (nuint)bytes.Length))
            {
                destination.Fill(0xEE);
                return destination.IsEmpty;
            }

            bytes.AsSpan((int)(address - start), destination.Length).CopyTo(destination);
            return true;
        }

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => throw new InvalidOperationException("decoding writes nothing");
    }
}
