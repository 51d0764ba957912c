using System.Runtime.CompilerServices;

namespace Binder.Boundary;

/// <summary>What a call goes back to when it ends: how many pieces were lent before it, and for calls of which ABI.</summary>
internal readonly record struct LentMark(int Pieces, SyscallAbi? Abi);

/// <summary>What the lenders of ABIs have lent to the running calls of one thread.</summary>
internal sealed class LentStack : CopyStack
{
    [ThreadStatic]
    private static LentStack? t_current;

    private readonly List<Piece> _pieces = [];
    private SyscallAbi? _abi;

    /// <summary>The calling thread's own.</summary>
    public static LentStack Current => t_current ??= new();

    /// <summary>How many pieces are lent.</summary>
    public int Count => _pieces.Count;

    /// <summary>Begins a call: pieces are the ABI's from now on, until the mark is released.</summary>
    public LentMark Enter(SyscallAbi abi)
    {
        LentMark mark = new(_pieces.Count, _abi);
        _abi = abi;
        return mark;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The lender does not keep to what <see cref="MemoryLender.TryLend"/> says.</exception>
    public override bool TryTakePlace(long bytes, out Span<byte> piece, out ulong address)
    {
        SyscallAbi abi = _abi!;
        MemoryLender lender = abi.LastingLender!;
        int length = (int)Math.Clamp(bytes, 1, Array.MaxLength);

        // So that nothing can fail between the lending and the note of it.
        _pieces.EnsureCapacity(_pieces.Count + 1);
        if (bytes > length || !lender.TryLend(length, out Span<byte> memory, out nuint place))
        {
            piece = default;
            address = 0;
            return false;
        }

        _pieces.Add(new(lender, place, length));
        Check(lender, abi.Shape, memory.Length, place, length);
        piece = memory[..(int)bytes];
        address = place;
        return true;
    }

    /// <summary>Ends the call: gives back what was lent to it, the last first, all of it even where a lender throws.</summary>
    public void Release(LentMark mark)
    {
        _abi = mark.Abi;
        if (_pieces.Count == mark.Pieces)
        {
            return;
        }

        Piece last = _pieces[^1];
        _pieces.RemoveAt(_pieces.Count - 1);
        try
        {
            last.Lender.TakeBack(last.Address, last.Length);
        }
        finally
        {
            Release(mark);
        }
    }

    private static void Check(MemoryLender lender, AbiShape shape, int given, nuint address, int length)
    {
        int bits = HostAddresses.BitsIn(shape);
        nuint highest = bits < HostAddresses.Bits ? ((nuint)1 << bits) - 1 : nuint.MaxValue;
        if (given < length || address == 0 || address % MemoryLender.Alignment != 0 || address > highest || (nuint)length - 1 > highest - address)
        {
            ThrowUnfit(lender, bits, given, address, length);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowUnfit(MemoryLender lender, int bits, int given, nuint address, int length) => throw new InvalidOperationException(
        $"{lender.GetType()} was asked for {length} bytes and lent {given} at address 0x{address:x}. Lend at least so many, at an address that is not 0, "
        + $"is a multiple of {MemoryLender.Alignment}, and fits with all of the bytes into the {bits} bits that the shape has for it; or answer false.");

    private readonly record struct Piece(MemoryLender Lender, nuint Address, int Length);
}
