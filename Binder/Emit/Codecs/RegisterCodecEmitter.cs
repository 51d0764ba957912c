using System.Reflection;
using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A codec whose values travel one scalar a register.</summary>
internal sealed class RegisterCodecEmitter(CodecPlan plan, Type type) : CodecEmitter(plan, type)
{
    private const int WideBits = 128;

    private Leaf[] Leaves => Value.Leaves;

    private AbiShape Shape => Layout.Shape;

    protected override void EmitEncoder(IlWriter il)
    {
        foreach (Leaf leaf in Leaves)
        {
            LeafChecks.Emit(il, leaf.Scalar, () => PushWord(il, leaf), Name);
        }

        for (int register = 0; register < Layout.Registers; register++)
        {
            Leaf? leaf = register < Leaves.Length ? Leaves[register] : null;
            StoreWord(il, Layout.Word(register), () => PushLow(il, leaf));
            if (Shape.RegisterBits == WideBits)
            {
                StoreWord(il, Layout.Word(register) + 1, () => PushHigh(il, leaf));
            }
        }

        il.Constant(0);
        il.Return();
    }

    protected override void EmitDecoder(IlWriter il)
    {
        LocalBuilder word = il.Local(typeof(ulong));
        LocalBuilder value = il.Local(Type);
        Label malformed = il.Label();
        il.LoadArgument(Third);
        il.Initialize(Type);
        il.LoadAddress(value);
        il.Initialize(Type);
        for (int register = 0; register < Leaves.Length; register++)
        {
            Leaf leaf = Leaves[register];
            if (leaf.Scalar.Bits == WideBits)
            {
                DecodeWide(il, PlaceOf(new LocalPlace(value), leaf), Layout.Word(register));
                continue;
            }

            FrameIl.LoadWordOfArgument(il, First, Layout.Word(register));
            il.Store(word);
            LeafIl.Decode(il, leaf, value, Shape.NarrowArguments, Shape.RegisterBits, word, malformed);
            if (Shape.RegisterBits == WideBits && Shape.NarrowArguments == NarrowRule.Refuse)
            {
                il.Note("if the upper half is not the lower one's extension: malformed");
                il.Load(word);
                PushExtension(il, leaf.Scalar);
                FrameIl.LoadWordOfArgument(il, First, Layout.Word(register) + 1);
                il.BranchIfNotEqual(malformed);
            }
        }

        FlatValidation.Ask(il, Value, new LocalPlace(value), malformed);
        il.LoadArgument(Third);
        il.Load(value);
        il.StoreObject(Type);
        il.Constant((int)CallOutcome.Answered);
        il.Return();
        il.Mark(malformed);
        il.Constant((int)CallOutcome.Malformed);
        il.Return();
    }

    private static void StoreWord(IlWriter il, int word, Action push)
    {
        il.LoadArgument(Second);
        FrameIl.WordAddress(il, word);
        push();
        il.StoreWord();
    }

    private void PushLow(IlWriter il, Leaf? leaf)
    {
        switch (leaf)
        {
            case null:
                il.Constant(0L);
                break;
            case { Scalar.Bits: WideBits }:
                WideIl.PushHalf(il, Source(leaf), 0);
                break;
            default:
                PushWord(il, leaf);
                ScalarIl.ToRegister(il, Shape.RegisterBits);
                break;
        }
    }

    private void PushHigh(IlWriter il, Leaf? leaf)
    {
        switch (leaf)
        {
            case null:
                il.Constant(0L);
                break;
            case { Scalar.Bits: WideBits }:
                WideIl.PushHalf(il, Source(leaf), 1);
                break;
            default:
                PushWord(il, leaf);
                PushExtension(il, leaf.Scalar);
                break;
        }
    }

    /// <summary>The word on the stack becomes the one above it.</summary>
    private static void PushExtension(IlWriter il, ScalarPlan scalar)
    {
        il.Constant(scalar.IsSigned ? 1 : 0);
        il.Call(Helper.Of(typeof(WideRegisters), nameof(WideRegisters.Extension)));
    }

    private static void DecodeWide(IlWriter il, Place place, int word)
    {
        place.BeginStore(il);
        FrameIl.LoadWordOfArgument(il, First, word + 1);
        FrameIl.LoadWordOfArgument(il, First, word);
        WideIl.Join(il, place.Type);
        place.EndStore(il);
    }

    private void PushWord(IlWriter il, Leaf leaf)
    {
        Source(leaf).Load(il);
        ScalarIl.ToWord(il, leaf.Scalar);
    }

    private Place Source(Leaf leaf) => PlaceOf(AddressPlace.OfArgument(First, Type), leaf);

    private static Place PlaceOf(Place value, Leaf leaf)
    {
        foreach (FieldInfo field in leaf.Path)
        {
            value = value.Field(field);
        }

        return value;
    }
}
