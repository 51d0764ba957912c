using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A codec whose values travel one scalar a register.</summary>
internal sealed class RegisterCodecEmitter(CodecPlan plan, Type type) : CodecEmitter(plan, type)
{
    private Leaf[] Leaves => Value.Leaves;

    protected override void EmitEncoder(IlWriter il)
    {
        foreach (Leaf leaf in Leaves)
        {
            LeafChecks.Emit(il, leaf.Scalar, () => PushWord(il, leaf), Name);
        }

        for (int register = 0; register < Layout.Registers; register++)
        {
            il.LoadArgument(Second);
            FrameIl.WordAddress(il, Layout.Word(register));
            if (register < Leaves.Length)
            {
                PushWord(il, Leaves[register]);
                ScalarIl.ToRegister(il, Layout.Shape.RegisterBits);
            }
            else
            {
                il.Constant(0L);
            }

            il.StoreWord();
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
        AbiShape shape = Layout.Shape;
        for (int register = 0; register < Leaves.Length; register++)
        {
            FrameIl.LoadWordOfArgument(il, First, Layout.Word(register));
            il.Store(word);
            LeafIl.Decode(il, Leaves[register], value, shape.NarrowArguments, shape.RegisterBits, word, malformed);
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

    private void PushWord(IlWriter il, Leaf leaf)
    {
        il.LoadArgument(First);
        if (leaf.Path.Length == 0)
        {
            il.LoadObject(Type);
        }
        else
        {
            LeafIl.Load(il, leaf);
        }

        ScalarIl.ToWord(il, leaf.Scalar);
    }
}
