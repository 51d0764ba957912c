namespace Binder.Tests.Emit.Lent;

/// <summary>
/// Lends pieces of an array that the garbage collector may move, under addresses of its own, full of leftovers; remembers what is lent, and misbehaves on demand.
/// </summary>
internal sealed class BlockLender : MemoryLender
{
    public const byte Leftover = 0xA5;

    private readonly byte[] _block;
    private readonly nuint _start;
    private readonly Lock _lending = new();
    private readonly List<(int Start, int Length)> _lent = [];

    public BlockLender(int bytes = 1 << 20, nuint start = 0x1_0000)
    {
        (_block, _start) = (new byte[bytes], start);
        Memory = UserMemory.Over(_block, start);
    }

    /// <summary>What its addresses mean.</summary>
    public UserMemory Memory { get; }

    /// <summary>How many pieces may be lent yet; any number, unless set.</summary>
    public int Left { get; set; } = int.MaxValue;

    /// <summary>How many pieces were lent.</summary>
    public int Count { get; private set; }

    /// <summary>How many bytes were asked for.</summary>
    public long Bytes { get; private set; }

    /// <summary>How many pieces are lent now.</summary>
    public int Outstanding => _lent.Count;

    /// <summary>Takes the place of an honest answer.</summary>
    public Misbehaviour? Instead { get; set; }

    /// <summary>Runs when something is taken back, and has been.</summary>
    public Action? OnTakeBack { get; set; }

    public delegate void Misbehaviour(ref Span<byte> memory, ref nuint address);

    public override bool TryLend(int length, out Span<byte> memory, out nuint address)
    {
        Assert.IsGreaterThan(0, length);
        lock (_lending)
        {
            int start = _lent.Count == 0 ? 0 : (_lent[^1].Start + _lent[^1].Length + Alignment - 1) & -Alignment;
            if (Left == 0 || _block.Length - start < length)
            {
                memory = [];
                address = nuint.MaxValue;
                return false;
            }

            (Left, Count, Bytes) = (Left - 1, Count + 1, Bytes + length);
            memory = _block.AsSpan(start, length);
            memory.Fill(Leftover);
            address = _start + (nuint)start;
            if (Instead is { } instead)
            {
                instead(ref memory, ref address);
                _lent.Add((unchecked((int)(address - _start)), length));
                return true;
            }

            _lent.Add((start, length));
            return true;
        }
    }

    public override void TakeBack(nuint address, int length)
    {
        lock (_lending)
        {
            Assert.IsTrue(_lent.Remove((unchecked((int)(address - _start)), length)), "What was not lent was given back.");
            _lent.Sort();
        }

        OnTakeBack?.Invoke();
    }
}
