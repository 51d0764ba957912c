using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Reads a stream at positions that are known when the code is emitted: each value out of the chunks it lies in.</summary>
/// <param name="il">The method.</param>
/// <param name="frame">Where the chunks are. What lies behind the spilled bytes may be anything: it is never a value in the end.</param>
/// <param name="missing">How many bytes of the spill area are not there at its end; null where there is none.</param>
/// <param name="maxSpill">How many there may be.</param>
/// <param name="malformed">Where to go, with an empty stack, where the stream is none of such values.</param>
internal sealed class CursorDecoder(IlWriter il, StreamFrame frame, LocalBuilder? missing, int maxSpill, Label malformed)
{
    private readonly Dictionary<(StreamStep Step, int Position), Label> _states = [];
    private readonly LocalBuilder _word = il.Local(typeof(ulong));
    private readonly Label _done = il.Label();

    /// <summary>Emits the reading of zeroed values.</summary>
    public void Emit(StreamStep? first)
    {
        Go(first, 0);
        il.Mark(_done);
    }

    private void Go(StreamStep? step, int position)
    {
        while (step is not null)
        {
            if (_states.TryGetValue((step, position), out Label known))
            {
                il.Branch(known);
                return;
            }

            Label here = il.Label();
            il.Mark(here);
            _states.Add((step, position), here);
            switch (step)
            {
                case { IsQuestion: true }:
                    Require(position);
                    ValidationIl.Ask(il, step.Place, malformed);
                    step = step.Next;
                    break;
                case { Plan: ScalarPlan scalar }:
                    il.Note($"{position}: {step.Place.Type.Name}");
                    Take(step.Place, scalar, position);
                    position += scalar.Bytes;
                    step = step.Next;
                    break;
                case { Plan: TaggedPlan tagged }:
                    GoByCase(step, tagged, position);
                    return;
                default:
                    step = step.Enter();
                    break;
            }
        }

        End(position);
    }

    private void GoByCase(StreamStep step, TaggedPlan plan, int position)
    {
        LocalBuilder tag = il.Passing(typeof(ulong));
        PushBits(position, plan.TagBytes * 8);
        il.Store(tag);
        (ulong, Label)[] branches = Array.ConvertAll(plan.Cases, each => (each.Tag, il.Label()));
        new NumberSwitch(il, tag, malformed).Emit(branches);
        for (int i = 0; i < branches.Length; i++)
        {
            il.Mark(branches[i].Item2);
            il.Note($"{position}: {plan.Cases[i].Name}");
            CaseStart.Emit(il, step, plan, i);
            Go(step.Enter(i), position + plan.TagBytes);
        }
    }

    private void Take(Place place, ScalarPlan scalar, int position)
    {
        if (scalar.Bits == 128)
        {
            place.BeginStore(il);
            PushBits(position + 8, 64);
            PushBits(position, 64);
            WideIl.Join(il, scalar.Type);
            place.EndStore(il);
            return;
        }

        PushBits(position, scalar.Bits);
        il.Store(_word);
        ScalarStore.Emit(il, place, scalar, _word, malformed);
    }

    /// <summary>Pushes some bits at a position in bytes; those above them are 0.</summary>
    private void PushBits(int position, int bits)
    {
        int chunkBits = frame.ChunkBits;
        if (bits > chunkBits)
        {
            PushBits(position, 32);
            PushBits(position + 4, 32);
            il.ShiftLeft(32);
            il.Or();
            return;
        }

        int chunk = position * 8 / chunkBits;
        int offset = position * 8 % chunkBits;
        if (offset + bits <= chunkBits)
        {
            frame.LoadPart(chunk, offset / 8, bits / 8);
            return;
        }

        // Not one load over both chunks: it would wait until the stores of both are through.
        frame.LoadChunk(chunk);
        il.ShiftRight(offset);
        frame.LoadChunk(chunk + 1);
        il.ShiftLeft(chunkBits - offset);
        il.Or();

        if (bits < 64)
        {
            il.Convert(bits switch { 8 => typeof(byte), 16 => typeof(ushort), _ => typeof(uint) });
            il.Convert(typeof(ulong));
        }
    }

    private void End(int position)
    {
        Require(position);
        il.Branch(_done);
    }

    /// <summary>Gives up where the stream ends before a position: what was read there is nothing that anybody sent.</summary>
    private void Require(int position)
    {
        int needed = position - frame.Layout.DataBytes;
        if (needed > 0)
        {
            il.Load(missing!);
            il.Constant(maxSpill - needed);
            il.BranchIfAboveUnsigned(malformed);
        }
    }
}
