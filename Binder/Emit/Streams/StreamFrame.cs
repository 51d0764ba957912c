using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>The chunks of a packed stream as memory: words of a frame, then bytes of the spill area.</summary>
internal sealed class StreamFrame
{
    private readonly IlWriter _il;
    private readonly PackedLayout _layout;
    private readonly Action _pushFrame;
    private readonly Action _pushSpill;
    private readonly Action? _pushSpillAddress;

    /// <param name="il">The method.</param>
    /// <param name="layout">Where the stream lies.</param>
    /// <param name="pushFrame">Pushes the frame's address; not called where the stream has no registers.</param>
    /// <param name="pushSpill">Pushes the address of the memory behind the registers; not called where nothing can lie there.</param>
    /// <param name="pushSpillAddress">Pushes what the spill register is to hold, as 64 bits, where this is not the memory's address in this process.</param>
    public StreamFrame(IlWriter il, PackedLayout layout, Action pushFrame, Action pushSpill, Action? pushSpillAddress = null) =>
        (_il, _layout, _pushFrame, _pushSpill, _pushSpillAddress) = (il, layout, pushFrame, pushSpill, pushSpillAddress);

    public PackedLayout Layout => _layout;

    public int ChunkBits => _layout.ChunkBytes * 8;

    /// <summary>Pushes a chunk, zero-extended.</summary>
    public void LoadChunk(int chunk) => LoadPart(chunk, 0, _layout.ChunkBytes);

    /// <summary>Pushes 1, 2, 4 or 8 bytes of a chunk, zero-extended.</summary>
    public void LoadPart(int chunk, int start, int bytes)
    {
        PushAddress(chunk, start);
        _il.LoadBits(bytes);
    }

    /// <summary>Stores a local as a chunk.</summary>
    public void StoreChunk(int chunk, LocalBuilder value)
    {
        PushAddress(chunk);
        _il.Load(value);
        if (chunk < _layout.DataWords.Length)
        {
            ScalarIl.ToRegister(_il, ChunkBits);
            _il.StoreWord();
        }
        else
        {
            _il.StoreBits(_layout.ChunkBytes);
        }
    }

    /// <summary>Stores the first bytes of a chunk in memory, and touches none behind them.</summary>
    public void StorePart(int chunk, LocalBuilder value, int bytes)
    {
        int done = 0;
        for (int piece = 4; piece > 0; piece /= 2)
        {
            if ((bytes & piece) != 0)
            {
                PushAddress(chunk, done);
                _il.Load(value);
                _il.ShiftRight(done * 8);
                _il.StoreBits(piece);
                done += piece;
            }
        }
    }

    /// <summary>Zeroes the chunks of the registers from one on.</summary>
    public void ClearFrom(int chunk)
    {
        for (; chunk < _layout.DataWords.Length; chunk++)
        {
            PushAddress(chunk);
            _il.Constant(0L);
            _il.StoreWord();
        }
    }

    /// <summary>Stores the spill area's address into its register, where the layout has one, or 0 where nothing was spilled.</summary>
    public void StoreSpillAddress(bool isSpilled)
    {
        for (int i = 0; i < _layout.SpillWords.Length; i++)
        {
            PushWordAddress(_layout.SpillWords[i]);
            if (isSpilled && i == 0)
            {
                PushSpillAddress();
            }
            else
            {
                _il.Constant(0L);
            }

            _il.StoreWord();
        }
    }

    private void PushSpillAddress()
    {
        if (_pushSpillAddress is not null)
        {
            _pushSpillAddress();
            return;
        }

        _pushSpill();
        _il.Convert(typeof(nuint));
        _il.Convert(typeof(ulong));
    }

    /// <summary>Pushes what the spill register holds, 0 where that is no address of 64 bits.</summary>
    public void LoadSpillAddress()
    {
        PushWordAddress(_layout.SpillWords[0]);
        _il.LoadBits(_layout.ChunkBytes);
        if (_layout.SpillWords.Length > 1)
        {
            PushWordAddress(_layout.SpillWords[1]);
            _il.LoadWord();
            _il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Address)));
        }
    }

    private void PushWordAddress(int word)
    {
        _pushFrame();
        Advance(FrameIl.Offset(word));
    }

    private void PushAddress(int chunk, int offset = 0)
    {
        int data = _layout.DataWords.Length;
        if (chunk < data)
        {
            _pushFrame();
            Advance(FrameIl.Offset(_layout.DataWords[chunk]) + offset);
        }
        else
        {
            _pushSpill();
            Advance(((chunk - data) * _layout.ChunkBytes) + offset);
        }
    }

    private void Advance(int bytes)
    {
        if (bytes > 0)
        {
            _il.Constant(bytes);
            _il.Add();
        }
    }
}
