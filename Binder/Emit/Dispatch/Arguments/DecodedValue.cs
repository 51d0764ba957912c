using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>A scalar, or a struct put together again.</summary>
/// <param name="plan">The parameter.</param>
/// <param name="isByReference">Whether the handler takes it by <c>in</c>.</param>
internal sealed class DecodedValue(ValueArgument plan, bool isByReference) : HandlerArgument
{
    private LocalBuilder? _value;

    public override bool IsClaim => false;

    public override void Decode(KernelMethod method)
    {
        IlWriter il = method.Il;
        il.Note($"{plan.Parameter.Name} = …");
        _value = il.Local(plan.Value.Type);
        if (plan.Value is not ScalarPlan || method.Stream is not null)
        {
            il.LoadAddress(_value);
            il.Initialize(plan.Value.Type);
        }

        if (method.Stream is not null)
        {
            // Read with all others, when the places of all are known.
            return;
        }

        for (int i = 0; i < plan.Leaves.Length; i++)
        {
            RegisterLocal register = method.Take(plan.FirstRegister + i);
            LeafIl.Decode(il, plan.Leaves[i], _value, method.Plan.Shape.NarrowArguments, register, method.Malformed);
        }

        if (FlatValidation.IsNeeded(plan.Value))
        {
            FlatValidation.Ask(il, plan.Value, new LocalPlace(_value), method.Malformed);
        }
    }

    public override IEnumerable<StreamValue> StreamValues(KernelMethod method) =>
        [new(plan.Value, new LocalPlace(_value!), plan.Parameter.Name ?? "")];

    public override void Push(KernelMethod method)
    {
        if (isByReference)
        {
            method.Il.LoadAddress(_value!);
        }
        else
        {
            method.Il.Load(_value!);
        }
    }

    /// <summary>Pushes the value, which is an integer, as 64 bits.</summary>
    public void PushWord(KernelMethod method)
    {
        method.Il.Load(_value!);
        ScalarIl.ToWord(method.Il, plan.Leaves[0].Scalar);
    }
}
