using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits one type's encoder and decoder as methods that belong to nothing and go with their last delegate.</summary>
internal static class CodecEmitter
{
    private const int First = 0;
    private const int Second = 1;

    [RequiresDynamicCode("Emits IL.")]
    public static EncodeValue<T> Encoder<T>(CodecPlan plan)
    {
        DynamicMethod method = Define<T>("Encode", typeof(void), typeof(T).MakeByRefType(), typeof(TrapFrame).MakeByRefType());
        IlWriter il = new(method.GetILGenerator());
        foreach (Leaf leaf in plan.Leaves)
        {
            LeafChecks.Emit(il, leaf.Scalar, () => PushWord<T>(il, leaf), MemberNames.Of(typeof(T)));
        }

        for (int register = 0; register < plan.Layout.Registers; register++)
        {
            il.LoadArgument(Second);
            FrameIl.WordAddress(il, plan.Layout.Word(register));
            if (register < plan.Leaves.Length)
            {
                PushWord<T>(il, plan.Leaves[register]);
                ScalarIl.ToRegister(il, plan.Layout.Shape.RegisterBits);
            }
            else
            {
                il.Constant(0L);
            }

            il.StoreWord();
        }

        il.Return();
        return method.CreateDelegate<EncodeValue<T>>();
    }

    [RequiresDynamicCode("Emits IL.")]
    public static DecodeValue<T> Decoder<T>(CodecPlan plan)
    {
        DynamicMethod method = Define<T>("Decode", typeof(CallOutcome), typeof(TrapFrame).MakeByRefType(), typeof(T).MakeByRefType());
        IlWriter il = new(method.GetILGenerator());
        LocalBuilder word = il.Local(typeof(ulong));
        LocalBuilder value = il.Local(typeof(T));
        Label malformed = il.Label();
        il.LoadArgument(Second);
        il.Initialize(typeof(T));
        il.LoadAddress(value);
        il.Initialize(typeof(T));
        AbiShape shape = plan.Layout.Shape;
        for (int register = 0; register < plan.Leaves.Length; register++)
        {
            FrameIl.LoadWordOfArgument(il, First, plan.Layout.Word(register));
            il.Store(word);
            LeafIl.Decode(il, plan.Leaves[register], value, shape.NarrowArguments, shape.RegisterBits, word, malformed);
        }

        il.LoadArgument(Second);
        il.Load(value);
        il.StoreObject(typeof(T));
        il.Constant((int)CallOutcome.Answered);
        il.Return();
        il.Mark(malformed);
        il.Constant((int)CallOutcome.Malformed);
        il.Return();
        return method.CreateDelegate<DecodeValue<T>>();
    }

    /// <summary>In the type's own module: a method that names types which can unload must go with them.</summary>
    [RequiresDynamicCode("Emits IL.")]
    private static DynamicMethod Define<T>(string name, Type returnType, params Type[] parameters) =>
        new($"{name}{typeof(T).Name}", returnType, parameters, typeof(T).Module, skipVisibility: true) { InitLocals = false };

    private static void PushWord<T>(IlWriter il, Leaf leaf)
    {
        il.LoadArgument(First);
        if (leaf.Path.Length == 0)
        {
            il.LoadObject(typeof(T));
        }
        else
        {
            LeafIl.Load(il, leaf);
        }

        ScalarIl.ToWord(il, leaf.Scalar);
    }
}
