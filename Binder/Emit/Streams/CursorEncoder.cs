using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>
/// Writes a stream at positions that are known when the code is emitted: bits gather in a local and go out a chunk at a time, since
/// narrow stores that a wide load follows are what a straightforward encoder loses its time to.
/// </summary>
/// <param name="il">The method.</param>
/// <param name="frame">Where the chunks go.</param>
/// <param name="room">How many bytes the spill area has at least, in whole chunks where it has so many.</param>
/// <param name="spilled">Gets the count of bytes that lie in the spill area.</param>
internal sealed class CursorEncoder(IlWriter il, StreamFrame frame, int room, LocalBuilder spilled)
{
    private readonly Dictionary<(StreamStep Step, int Position, int Way), Label> _states = [];
    private readonly Dictionary<int, Label> _ends = [];
    private readonly LocalBuilder _gathered = il.Local(typeof(ulong));
    private readonly LocalBuilder _value = il.Local(typeof(ulong));
    private readonly Label _done = il.Label();
    private JointCases? _joint;

    public void Emit(StreamStep? first)
    {
        _joint = JointCases.Find(first);
        if (_joint is null)
        {
            Go(first, 0, 0);
        }
        else
        {
            GoEveryWay(first, _joint);
        }

        il.Mark(_done);
    }

    private void GoEveryWay(StreamStep? first, JointCases joint)
    {
        Label[] ways = new Label[joint.Ways];
        for (int way = 0; way < ways.Length; way++)
        {
            ways[way] = il.Label();
        }

        joint.Branch(il, ways);
        CaseIl.Throw(il, first!.Plan);
        il.Branch(_done);
        for (int way = 0; way < ways.Length; way++)
        {
            il.Mark(ways[way]);
            Go(first, 0, way);
        }
    }

    /// <summary>Writes from a step on, at a position in bytes; ends with a jump.</summary>
    /// <param name="step">The step.</param>
    /// <param name="position">The position.</param>
    /// <param name="way">Of the cases that are decided jointly those that come yet.</param>
    private void Go(StreamStep? step, int position, int way)
    {
        while (step is not null)
        {
            if (_states.TryGetValue((step, position, way), out Label known))
            {
                il.Branch(known);
                return;
            }

            Label here = il.Label();
            il.Mark(here);
            _states.Add((step, position, way), here);
            switch (step)
            {
                case { IsQuestion: true }:
                    step = step.Next;
                    break;
                case { Plan: ScalarPlan scalar }:
                    il.Note($"{position}: {step.Place.Type.Name}");
                    PutScalar(step.Place, scalar, position);
                    position += scalar.Bytes;
                    step = step.Next;
                    break;
                case { Plan: TaggedPlan tagged } when _joint is not null && _joint.TryTake(step, ref way, out int which):
                    il.Note($"{position}: {tagged.Cases[which].Name}");
                    Put(tagged.TagBytes * 8, position, tagged.Cases[which].Tag);
                    position += tagged.TagBytes;
                    step = step.Enter(which);
                    break;
                case { Plan: TaggedPlan tagged }:
                    GoByCase(step, tagged, position, way);
                    return;
                default:
                    step = step.Enter();
                    break;
            }
        }

        End(position);
    }

    private void GoByCase(StreamStep step, TaggedPlan plan, int position, int way)
    {
        Label bad = il.Label();
        Label[] cases = Array.ConvertAll(plan.Cases, _ => il.Label());
        CaseIl.Branch(il, step, plan, cases, bad);
        for (int i = 0; i < cases.Length; i++)
        {
            il.Mark(cases[i]);
            il.Note($"{position}: {plan.Cases[i].Name}");
            Put(plan.TagBytes * 8, position, plan.Cases[i].Tag);
            Go(step.Enter(i), position + plan.TagBytes, way);
        }

        if (plan.TagField is null)
        {
            il.Mark(bad);
            CaseIl.Throw(il, plan);
            il.Branch(_done);
        }
    }

    private void PutScalar(Place place, ScalarPlan scalar, int position)
    {
        if (scalar.Bits == 128)
        {
            for (int half = 0; half < 2; half++)
            {
                WideIl.PushHalf(il, place, half);
                il.Store(_value);
                Put(64, position + (half * 8));
            }

            return;
        }

        place.Load(il);
        ScalarIl.ToBits(il, scalar);
        il.Store(_value);
        Put(scalar.Bits, position);
    }

    /// <summary>Puts the bits in <see cref="_value"/>.</summary>
    private void Put(int bits, int position)
    {
        int chunkBits = frame.ChunkBits;
        if (bits > chunkBits)
        {
            // Only 64 bits over chunks of 32.
            LocalBuilder whole = il.Passing(typeof(ulong));
            il.Load(_value);
            il.Store(whole);
            il.Load(whole);
            ScalarIl.ToRegister(il, 32);
            il.Store(_value);
            Put(32, position);
            il.Load(whole);
            il.ShiftRight(32);
            il.Store(_value);
            Put(32, position + 4);
            return;
        }

        int offset = position * 8 % chunkBits;
        il.Load(_value);
        il.ShiftLeft(offset);
        Gather(offset);
        if (offset + bits < chunkBits)
        {
            return;
        }

        frame.StoreChunk(position * 8 / chunkBits, _gathered);
        if (offset + bits > chunkBits)
        {
            il.Load(_value);
            il.ShiftRight(chunkBits - offset);
            il.Store(_gathered);
        }
    }

    /// <summary>Puts a constant.</summary>
    private void Put(int bits, int position, ulong constant)
    {
        int chunkBits = frame.ChunkBits;
        if (bits > chunkBits)
        {
            Put(32, position, (uint)constant);
            Put(32, position + 4, constant >> 32);
            return;
        }

        int offset = position * 8 % chunkBits;
        ulong low = constant << offset;
        if (offset == 0 || low != 0)
        {
            il.Constant(low);
            Gather(offset);
        }

        if (offset + bits < chunkBits)
        {
            return;
        }

        frame.StoreChunk(position * 8 / chunkBits, _gathered);
        if (offset + bits > chunkBits)
        {
            il.Constant(constant >> (chunkBits - offset));
            il.Store(_gathered);
        }
    }

    /// <summary>Adds the bits on the stack to those that stand below them in the chunk.</summary>
    private void Gather(int offset)
    {
        if (offset > 0)
        {
            il.Load(_gathered);
            il.Or();
        }

        il.Store(_gathered);
    }

    private void End(int position)
    {
        if (_ends.TryGetValue(position, out Label known))
        {
            il.Branch(known);
            return;
        }

        Label here = il.Label();
        il.Mark(here);
        _ends.Add(position, here);
        int chunkBytes = frame.Layout.ChunkBytes;
        int chunk = position / chunkBytes;
        int part = position % chunkBytes;
        int spills = Math.Max(0, position - frame.Layout.DataBytes);
        if (part > 0)
        {
            if (spills <= 0 || spills - part + chunkBytes <= room)
            {
                frame.StoreChunk(chunk, _gathered);
            }
            else
            {
                frame.StorePart(chunk, _gathered, part);
            }

            chunk++;
        }

        frame.ClearFrom(chunk);
        frame.StoreSpillAddress(spills > 0);
        il.Constant(spills);
        il.Store(spilled);
        il.Branch(_done);
    }
}
