using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits the writing and the reading of one packed stream, in the way that suits it.</summary>
internal sealed class StreamEmitter
{
    private readonly StreamPlan _plan;
    private readonly IReadOnlyList<StreamValue> _values;
    private readonly StreamStep? _first;
    private readonly bool _isSmall;

    /// <param name="plan">The stream.</param>
    /// <param name="values">Its values, in order, with the places that they are taken from or put to.</param>
    /// <param name="isBuffered">For tests: whether a small stream goes through memory all the same.</param>
    public StreamEmitter(StreamPlan plan, IReadOnlyList<StreamValue> values, bool isBuffered = false)
    {
        (_plan, _values, _first) = (plan, values, StreamStep.First(values));
        _isSmall = !isBuffered && StreamGraph.IsSmall(plan, _first);
    }

    /// <summary>How many bytes a stream takes that is put together in memory.</summary>
    private int WritingBytes => Math.Max(_plan.Layout.DataBytes, _plan.MaxBytes);

    /// <summary>Whether the thread's scratch memory is used.</summary>
    public bool NeedsScratch => !_isSmall;

    /// <summary>The same, where the places are not known yet.</summary>
    public static bool WillNeedScratch(StreamPlan plan) =>
        !StreamGraph.IsSmall(plan, StreamStep.First([.. plan.Values.Select(value => new StreamValue(value, new AddressPlace(value.Type, _ => { }), ""))]));

    /// <summary>Emits what is checked of the values before anything is written.</summary>
    public void EmitChecks(IlWriter il)
    {
        foreach (StreamValue value in _values)
        {
            EncodeChecks.Emit(il, value.Plan, value.Place, value.Name);
        }
    }

    /// <summary>Emits the writing of the stream: all data registers, the spill area, and its address.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="pushFrame">Pushes the frame's address.</param>
    /// <param name="pushSpill">
    /// Pushes the address of <see cref="StreamPlan.MaxSpill"/> bytes of memory: as nuint where it does not move, or, without scratch memory, as a reference.
    /// </param>
    /// <param name="room">How many bytes are there.</param>
    /// <param name="scratch">The thread's scratch memory, where it is needed.</param>
    /// <param name="pushSpillAddress">Pushes what the frame is to say where that memory is, as 64 bits, where this is not its address in this process.</param>
    /// <param name="buffer">What <see cref="TakeBuffer"/> took; null: it is taken here, and an exception says that there is none.</param>
    /// <returns>A local with the count of bytes spilled.</returns>
    public LocalBuilder EmitWriting(
        IlWriter il, Action pushFrame, Action pushSpill, int room, ScratchScope? scratch, Action? pushSpillAddress = null, LocalBuilder? buffer = null)
    {
        StreamFrame frame = new(il, _plan.Layout, pushFrame, pushSpill, pushSpillAddress);
        LocalBuilder spilled = il.Local(typeof(int));
        if (_isSmall)
        {
            new CursorEncoder(il, frame, room, spilled).Emit(_first);
        }
        else
        {
            WriteBuffered(il, frame, pushSpill, buffer ?? Take(il, scratch!, WritingBytes, _plan.Layout.DataBytes, null), spilled);
        }

        return spilled;
    }

    /// <summary>Emits the taking of the scratch memory that writing needs; null, and nothing is emitted, where it needs none.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="scratch">The thread's scratch memory, where it is needed.</param>
    /// <param name="outOfMemory">Where to go, with an empty stack, where there is no more.</param>
    public LocalBuilder? TakeBuffer(IlWriter il, ScratchScope? scratch, Label outOfMemory) =>
        _isSmall ? null : Take(il, scratch!, WritingBytes, _plan.Layout.DataBytes, outOfMemory);

    /// <summary>Emits the reading of the stream into its places, which are zero before.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="pushFrame">Pushes the frame's address.</param>
    /// <param name="pushMemory">Pushes the <see cref="UserMemory"/> that the spill area's address is of.</param>
    /// <param name="scratch">The thread's scratch memory, where it is needed.</param>
    /// <param name="malformed">Where to go, with an empty stack, where the stream is none of such values.</param>
    /// <param name="outOfMemory">Where to go, with an empty stack, where there is no more scratch memory; null: an exception says so.</param>
    /// <remarks>Afterwards the memory is to be asked whether it <see cref="UserMemory.IsClosed"/>: then what was read is no value.</remarks>
    public void EmitReading(IlWriter il, Action pushFrame, Action pushMemory, ScratchScope? scratch, Label malformed, Label? outOfMemory = null)
    {
        LocalBuilder? place = null;
        StreamFrame frame = new(il, _plan.Layout, pushFrame, () => il.Load(place!));
        if (!_isSmall)
        {
            ReadBuffered(il, frame, pushMemory, scratch!, malformed, outOfMemory);
            return;
        }

        LocalBuilder? missing = null;
        if (_plan.MaxSpill > 0)
        {
            LocalBuilder room = il.Local(StackBytes.For(_plan.MaxSpill + _plan.Layout.ChunkBytes));
            missing = il.Local(typeof(int));
            place = il.Local(typeof(nuint));
            il.Note("missing = StreamBuffers.OpenSpill(memory, the spill register, room, …, out place)");
            pushMemory();
            frame.LoadSpillAddress();
            il.LoadAddress(room);
            il.Convert(typeof(nuint));
            il.Constant(_plan.MaxSpill);
            il.LoadAddress(place);
            il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.OpenSpill)));
            il.Store(missing);
        }

        new CursorDecoder(il, frame, missing, _plan.MaxSpill, malformed).Emit(_first);
    }

    /// <summary>Emits the reading of a stream whose memory is this side's own.</summary>
    /// <param name="il">The method, with an empty evaluation stack.</param>
    /// <param name="pushFrame">Pushes the frame's address.</param>
    /// <param name="pushAddress">Pushes the address of the memory behind the registers, a chunk longer than the most that may lie there.</param>
    /// <param name="scratch">The thread's scratch memory, where it is needed.</param>
    /// <param name="malformed">Where to go, with an empty stack, where the stream is none of such values.</param>
    public void EmitReadingOwn(IlWriter il, Action pushFrame, Action pushAddress, ScratchScope? scratch, Label malformed)
    {
        StreamFrame frame = new(il, _plan.Layout, pushFrame, pushAddress);
        LocalBuilder missing = il.Local(typeof(int));
        il.Constant(0);
        il.Store(missing);
        if (_isSmall)
        {
            new CursorDecoder(il, frame, missing, _plan.MaxSpill, malformed).Emit(_first);
            return;
        }

        LocalBuilder stream = Take(il, scratch!, WritingBytes, zeroed: 0, outOfMemory: null);
        CopyRegisters(il, frame, stream);
        if (_plan.MaxSpill > 0)
        {
            LoadBuffer(il, stream, _plan.Layout.DataBytes);
            pushAddress();
            il.Constant(_plan.MaxSpill);
            il.CopyBlock();
        }

        Read(il, stream, missing, malformed);
    }

    private void WriteBuffered(IlWriter il, StreamFrame frame, Action pushSpill, LocalBuilder stream, LocalBuilder spilled)
    {
        int dataBytes = _plan.Layout.DataBytes;
        LocalBuilder writer = il.Local(typeof(PackedWriter));
        il.Load(stream);
        il.Constant(WritingBytes);
        StructIl.Push(il, _plan.PointerBits);
        il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Writer)));
        il.Store(writer);
        BufferedEncoder encoder = new(il, () => il.LoadAddress(writer));
        foreach (StreamValue value in _values)
        {
            encoder.Write(value.Plan, value.Place);
        }

        LocalBuilder chunk = il.Local(typeof(ulong));
        for (int i = 0; i < _plan.Layout.DataWords.Length; i++)
        {
            LoadBuffer(il, stream, i * _plan.Layout.ChunkBytes);
            il.LoadBits(_plan.Layout.ChunkBytes);
            il.Store(chunk);
            frame.StoreChunk(i, chunk);
        }

        if (_plan.MaxSpill > 0)
        {
            il.Load(stream);
            il.LoadAddress(writer);
            il.Call(typeof(PackedWriter).GetProperty(nameof(PackedWriter.Written), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetMethod!);
            il.Constant(dataBytes);
            pushSpill();
            il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Spill)));
        }
        else
        {
            il.Constant(0);
        }

        il.Store(spilled);
        StoreSpillAddress(il, frame, spilled, _plan.MaxSpill > 0);
    }

    private static void StoreSpillAddress(IlWriter il, StreamFrame frame, LocalBuilder spilled, bool canSpill)
    {
        if (!canSpill)
        {
            frame.StoreSpillAddress(isSpilled: false);
            return;
        }

        Label none = il.Label();
        Label done = il.Label();
        il.Load(spilled);
        il.BranchIfFalse(none);
        frame.StoreSpillAddress(isSpilled: true);
        il.Branch(done);
        il.Mark(none);
        frame.StoreSpillAddress(isSpilled: false);
        il.Mark(done);
    }

    private void ReadBuffered(IlWriter il, StreamFrame frame, Action pushMemory, ScratchScope scratch, Label malformed, Label? outOfMemory)
    {
        int dataBytes = _plan.Layout.DataBytes;
        LocalBuilder stream = Take(il, scratch, dataBytes + _plan.MaxSpill, zeroed: 0, outOfMemory);
        CopyRegisters(il, frame, stream);
        LocalBuilder missing = il.Local(typeof(int));
        if (_plan.MaxSpill > 0)
        {
            ReadSpill(il, frame, pushMemory, () => LoadBuffer(il, stream, dataBytes), missing);
        }
        else
        {
            il.Constant(0);
            il.Store(missing);
        }

        Read(il, stream, missing, malformed);
    }

    private void CopyRegisters(IlWriter il, StreamFrame frame, LocalBuilder stream)
    {
        for (int i = 0; i < _plan.Layout.DataWords.Length; i++)
        {
            LoadBuffer(il, stream, i * _plan.Layout.ChunkBytes);
            frame.LoadChunk(i);
            il.StoreBits(_plan.Layout.ChunkBytes);
        }
    }

    /// <summary>Reads all values out of memory that holds the whole stream.</summary>
    private void Read(IlWriter il, LocalBuilder stream, LocalBuilder missing, Label malformed)
    {
        LocalBuilder reader = il.Local(typeof(PackedReader));
        il.Load(stream);
        il.Constant(_plan.Layout.DataBytes + _plan.MaxSpill);
        il.Load(missing);
        il.Subtract();
        StructIl.Push(il, _plan.PointerBits);
        il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.Reader)));
        il.Store(reader);
        BufferedDecoder decoder = new(il, () => il.LoadAddress(reader), malformed);
        foreach (StreamValue value in _values)
        {
            decoder.Read(value.Plan, value.Place);
        }
    }

    private void ReadSpill(IlWriter il, StreamFrame frame, Action pushMemory, Action pushTarget, LocalBuilder missing)
    {
        il.Note("missing = what cannot be read of the spill area");
        pushMemory();
        frame.LoadSpillAddress();
        pushTarget();
        il.Constant(_plan.MaxSpill);
        il.Call(Helper.Of(typeof(StreamBuffers), nameof(StreamBuffers.ReadSpill)));
        il.Store(missing);
    }

    private static LocalBuilder Take(IlWriter il, ScratchScope scratch, int bytes, int zeroed, Label? outOfMemory)
    {
        LocalBuilder stream = il.Local(typeof(nuint));
        if (outOfMemory is { } none)
        {
            scratch.TakeOrLeave(bytes, zeroed, stream, none);
        }
        else
        {
            scratch.Take(bytes, zeroed, stream);
        }

        return stream;
    }

    private static void LoadBuffer(IlWriter il, LocalBuilder stream, int offset)
    {
        il.Load(stream);
        il.Constant(offset);
        il.Add();
    }
}
