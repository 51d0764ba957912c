using System.Diagnostics.CodeAnalysis;
using System.Reflection.Emit;
using Binder.Boundary;
using Binder.Model;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Emits one type's encoder and decoder as methods that belong to nothing and go with their last delegate.</summary>
internal abstract class CodecEmitter(CodecPlan plan, Type type)
{
    protected const int First = 1;
    protected const int Second = 2;
    protected const int Third = 3;

    protected FrameLayout Layout => plan.Layout;

    protected ValuePlan Value => plan.Value;

    protected Type Type => type;

    protected string Name => MemberNames.Of(type);

    /// <param name="plan">The plan.</param>
    /// <param name="type">The type.</param>
    /// <param name="isBuffered">For tests: whether a small stream goes through memory all the same.</param>
    public static CodecEmitter For(CodecPlan plan, Type type, bool isBuffered = false) =>
        plan.Stream is { } stream ? new PackedCodecEmitter(plan, stream, type, isBuffered) : new RegisterCodecEmitter(plan, type);

    [RequiresDynamicCode("Emits IL.")]
    public EncodeValue<T> Encoder<T>()
    {
        DynamicMethod method = Define("Encode", typeof(int), type.MakeByRefType(), typeof(TrapFrame).MakeByRefType(), typeof(byte).MakeByRefType());
        EmitEncoder(new(method.GetILGenerator()));
        return method.CreateDelegate<EncodeValue<T>>(this);
    }

    [RequiresDynamicCode("Emits IL.")]
    public DecodeValue<T> Decoder<T>()
    {
        DynamicMethod method = Define("Decode", typeof(CallOutcome), typeof(TrapFrame).MakeByRefType(), typeof(UserMemory), type.MakeByRefType());
        EmitDecoder(new(method.GetILGenerator()));
        return method.CreateDelegate<DecodeValue<T>>(this);
    }

    protected abstract void EmitEncoder(IlWriter il);

    protected abstract void EmitDecoder(IlWriter il);

    /// <summary>In the type's own module: a method that names types which can unload must go with them.</summary>
    /// <remarks>
    /// The first argument is nothing but what the delegate is closed over: calling one that is open costs more, because its arguments
    /// change places on the way.
    /// </remarks>
    [RequiresDynamicCode("Emits IL.")]
    private DynamicMethod Define(string name, Type returnType, params Type[] parameters) =>
        new($"{name}{type.Name}", returnType, [typeof(object), .. parameters], type.Module, skipVisibility: true) { InitLocals = false };
}
