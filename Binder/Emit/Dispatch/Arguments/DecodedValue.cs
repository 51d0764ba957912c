using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A scalar, or a struct put together again.</summary>
internal sealed class DecodedValue(ValueArgument plan) : HandlerArgument
{
    private LocalBuilder? _value;

    public override bool IsClaim => false;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        il.Note($"{plan.Parameter.Name} = …");
        _value = il.Local(plan.Value.Type);
        if (plan.Value is RecordPlan)
        {
            il.LoadAddress(_value);
            il.Initialize(plan.Value.Type);
        }

        for (int i = 0; i < plan.Leaves.Length; i++)
        {
            RegisterLocal register = method.Take(plan.FirstRegister + i);
            LeafIl.Decode(il, plan.Leaves[i], _value, method.Plan.Shape.NarrowArguments, register, method.Malformed);
        }
    }

    public override void Push(KernelMethod method) => method.Il.Load(_value!);

    /// <summary>Pushes the value, which is an integer, as 64 bits.</summary>
    public void PushWord(KernelMethod method)
    {
        method.Il.Load(_value!);
        ScalarIl.ToWord(method.Il, plan.Leaves[0].Scalar);
    }
}
