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
            if (plan.Layout.IsWide)
            {
                EncodeHighWord<T>(il, plan, register);
            }
        }

        il.Return();
        return method.CreateDelegate<EncodeValue<T>>();
    }

    [RequiresDynamicCode("Emits IL.")]
    public static DecodeValue<T> Decoder<T>(CodecPlan plan)
    {
        DynamicMethod method = Define<T>("Decode", typeof(CallOutcome), typeof(TrapFrame).MakeByRefType(), typeof(T).MakeByRefType());
        IlWriter il = new(method.GetILGenerator());
        AbiShape shape = plan.Layout.Shape;
        RegisterLocal local = RegisterLocal.Declare(il, shape.RegisterBits);
        LocalBuilder value = il.Local(typeof(T));
        Label malformed = il.Label();
        il.LoadArgument(Second);
        il.Initialize(typeof(T));
        il.LoadAddress(value);
        il.Initialize(typeof(T));
        for (int register = 0; register < plan.Leaves.Length; register++)
        {
            int first = plan.Layout.Word(register);
            local.Take(il, word => FrameIl.LoadWordOfArgument(il, First, first + word));
            LeafIl.Decode(il, plan.Leaves[register], value, shape.NarrowArguments, local, malformed);
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

    private static void EncodeHighWord<T>(IlWriter il, CodecPlan plan, int register)
    {
        il.LoadArgument(Second);
        FrameIl.WordAddress(il, plan.Layout.Word(register) + 1);
        if (register < plan.Leaves.Length)
        {
            Leaf leaf = plan.Leaves[register];
            ScalarIl.HighWord(il, leaf.Scalar, () => PushScalar<T>(il, leaf));
        }
        else
        {
            il.Constant(0L);
        }

        il.StoreWord();
    }

    private static void PushWord<T>(IlWriter il, Leaf leaf)
    {
        PushScalar<T>(il, leaf);
        ScalarIl.ToWord(il, leaf.Scalar);
    }

    private static void PushScalar<T>(IlWriter il, Leaf leaf)
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
    }
}
