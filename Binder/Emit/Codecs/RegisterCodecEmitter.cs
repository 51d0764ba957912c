using System.Reflection;
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
            LeafChecks.Emit(il, leaf.Scalar, () => PushWord(il, leaf), NameOf(leaf));
        }

        for (int register = 0; register < Layout.Registers; register++)
        {
            Leaf? leaf = register < Leaves.Length ? Leaves[register] : null;
            il.LoadArgument(Second);
            FrameIl.WordAddress(il, Layout.Word(register));
            if (leaf is null)
            {
                il.Constant(0L);
            }
            else
            {
                PushWord(il, leaf);
                ScalarIl.ToRegister(il, Layout.Shape.RegisterBits);
            }

            il.StoreWord();
            if (Layout.IsWide)
            {
                StoreHighWord(il, register, leaf);
            }
        }

        il.Constant(0);
        il.Return();
    }

    protected override void EmitDecoder(IlWriter il)
    {
        AbiShape shape = Layout.Shape;
        RegisterLocal local = RegisterLocal.Declare(il, shape.RegisterBits);
        LocalBuilder value = il.Local(Type);
        Label malformed = il.Label();
        il.LoadArgument(Third);
        il.Initialize(Type);
        il.LoadAddress(value);
        il.Initialize(Type);
        for (int register = 0; register < Leaves.Length; register++)
        {
            int first = Layout.Word(register);
            local.Take(il, word => FrameIl.LoadWordOfArgument(il, First, first + word));
            LeafIl.Decode(il, Leaves[register], value, shape.NarrowArguments, local, malformed);
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

    private string NameOf(Leaf leaf)
    {
        ValueName name = Name;
        ValuePlan holder = Value;
        foreach (FieldInfo field in leaf.Path)
        {
            name = name.Field(holder, field);
            holder = Array.Find(((RecordPlan)holder).Fields, each => each.Field == field)!.Value;
        }

        return name.ToString();
    }

    private void StoreHighWord(IlWriter il, int register, Leaf? leaf)
    {
        il.LoadArgument(Second);
        FrameIl.WordAddress(il, Layout.Word(register) + 1);
        if (leaf is null)
        {
            il.Constant(0L);
        }
        else
        {
            ScalarIl.HighWord(il, leaf.Scalar, () => PushScalar(il, leaf));
        }

        il.StoreWord();
    }

    private void PushWord(IlWriter il, Leaf leaf)
    {
        PushScalar(il, leaf);
        ScalarIl.ToWord(il, leaf.Scalar);
    }

    private void PushScalar(IlWriter il, Leaf leaf)
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
    }
}
